CREATE TYPE "mark_kind" AS ENUM ('saved', 'dismissed');

CREATE TABLE "marks" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "kind" "mark_kind" NOT NULL,
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "marked_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("reader_id", "kind", "paper_id")
);
CREATE INDEX "marks_newest_idx" ON "marks" ("reader_id", "kind", "marked_at" DESC, "paper_id" DESC);
CREATE INDEX "marks_paper_idx" ON "marks" ("paper_id");

CREATE TABLE "visits" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "view" TEXT NOT NULL,
  "seen_until" TIMESTAMPTZ(3) NOT NULL,
  "visited_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("reader_id", "view")
);
