-- Repairs that were forgotten (lib/ingest/forget-old-notes.ts) still count among those that there ever were.
CREATE TABLE "forgotten_repairs" (
  "kind" "repair_kind" PRIMARY KEY,
  "count" INTEGER NOT NULL CHECK ("count" >= 0)
);

-- For lists of updated papers alone: in a wide field they are few, and a walk over the others would find little.
CREATE INDEX "announcements_replaced_idx" ON "announcements" ("category", "paper_id") WHERE "type" IN ('replace', 'replace-cross');

-- With the votes in it, `min_votes` passes over papers of fewer votes without looking at their rows.
DROP INDEX "paper_standings_voted_idx";
CREATE INDEX "paper_standings_voted_idx" ON "paper_standings" ("listed_at" DESC, "paper_id" DESC) INCLUDE ("votes") WHERE "votes" > 0;
