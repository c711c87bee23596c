CREATE TYPE "batch_state" AS ENUM ('waiting', 'complete', 'quiet', 'holiday', 'late', 'failed');
CREATE TYPE "batch_source" AS ENUM ('feed', 'oai');

CREATE TABLE "batches" (
  "category" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "state" "batch_state" NOT NULL,
  "reason" TEXT NOT NULL,
  "source" "batch_source" NOT NULL DEFAULT 'feed',
  "listed_new" INTEGER NOT NULL DEFAULT 0 CHECK ("listed_new" >= 0),
  "listed_cross" INTEGER NOT NULL DEFAULT 0 CHECK ("listed_cross" >= 0),
  "listed_replaced" INTEGER NOT NULL DEFAULT 0 CHECK ("listed_replaced" >= 0),
  "confirmed_new" INTEGER CHECK ("confirmed_new" >= 0),
  "confirmed_cross" INTEGER CHECK ("confirmed_cross" >= 0),
  "confirmed_at" TIMESTAMPTZ(3),
  "entries" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "looks" INTEGER NOT NULL DEFAULT 0 CHECK ("looks" >= 0),
  "empty_looks" INTEGER NOT NULL DEFAULT 0 CHECK ("empty_looks" >= 0),
  "first_look_at" TIMESTAMPTZ(3),
  "last_look_at" TIMESTAMPTZ(3),
  "next_look_at" TIMESTAMPTZ(3),
  "completed_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("category", "day"),
  -- A listing that was never complete cannot say when it was.
  CHECK ("state" = 'complete' OR "completed_at" IS NULL)
);
CREATE INDEX "batches_day_idx" ON "batches" ("day");
CREATE INDEX "batches_next_look_at_idx" ON "batches" ("next_look_at");

-- What stale copies are told by is not known of listings read so far: the next look at each feed is a whole one.
DELETE FROM "feed_copies";
