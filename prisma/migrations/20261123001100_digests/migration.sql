-- A digest is a view, a rhythm and a reader, with a name, a length and a shape of its own.
ALTER TABLE "subscriptions"
  ADD COLUMN "name" TEXT,
  ADD COLUMN "papers" SMALLINT NOT NULL DEFAULT 15 CHECK ("papers" BETWEEN 5 AND 25),
  ADD COLUMN "shape" TEXT NOT NULL DEFAULT 'full' CHECK ("shape" IN ('full', 'short', 'titles'));
CREATE INDEX "subscriptions_due_idx" ON "subscriptions" ("view", "rhythm", "next_due_at");
CREATE INDEX "subscriptions_paused_until_idx" ON "subscriptions" ("paused_until") WHERE "paused_until" IS NOT NULL;

-- What is new since the last issue depends on the rhythm, so that is part of the key.
ALTER TABLE "issues"
  ADD COLUMN "rhythm" TEXT NOT NULL DEFAULT 'daily',
  ADD COLUMN "covers" DATE[] DEFAULT '{}',
  ADD COLUMN "reason" TEXT,
  ADD COLUMN "missing" TEXT[] DEFAULT '{}',
  ADD COLUMN "recipients" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "issues" ALTER COLUMN "rhythm" DROP DEFAULT;
UPDATE "issues" i SET "recipients" = (SELECT count(*) FROM "deliveries" d WHERE d."issue_id" = i."id");
DROP INDEX "issues_view_slot_key";
CREATE UNIQUE INDEX "issues_view_slot_key" ON "issues" ("view", "rhythm", "slot_at");
CREATE INDEX "issues_slot_at_idx" ON "issues" ("slot_at");

-- One row for each version that a reader was sent. Of what was sent before, only today's version is known.
ALTER TABLE "sent_papers" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
UPDATE "sent_papers" s SET "version" = p."version" FROM "papers" p WHERE p."id" = s."paper_id" AND p."version" <> 1;
ALTER TABLE "sent_papers" ALTER COLUMN "version" DROP DEFAULT;
ALTER TABLE "sent_papers" DROP CONSTRAINT "sent_papers_pkey";
ALTER TABLE "sent_papers" ADD PRIMARY KEY ("reader_id", "paper_id", "version");
