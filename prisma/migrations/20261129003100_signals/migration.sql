-- What is observed of papers elsewhere (docs/decisions/0035-signals.md). A row is a value at an instant, kept when it differs from the one
-- before; what its growth added to the score stands beside it and never changes again.
CREATE TABLE "observations" (
  "paper_id" TEXT NOT NULL REFERENCES "papers" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "value" INTEGER NOT NULL CHECK ("value" >= 0),
  -- Up to which level growth was counted.
  "credited" INTEGER NOT NULL CHECK ("credited" >= 0),
  -- A jump beyond all measure, that waits for another look.
  "held" BOOLEAN NOT NULL DEFAULT false,
  "tick" DOUBLE PRECISION NOT NULL,
  -- In votes, with the share that signals had that day.
  "weight" DOUBLE PRECISION NOT NULL CHECK ("weight" >= 0 AND "weight" < 'infinity'),
  "share" DOUBLE PRECISION NOT NULL,
  PRIMARY KEY ("paper_id", "kind", "at")
);
CREATE INDEX "observations_at_idx" ON "observations" ("at");

-- The share of signals, decided once a day by how many readers vote.
CREATE TABLE "signal_shares" (
  "day" DATE PRIMARY KEY,
  "voters" INTEGER NOT NULL,
  "share" DOUBLE PRECISION NOT NULL
);

-- How a source does. Its gate (table "gates") knows when it may be asked again.
CREATE TABLE "signal_sources" (
  "name" TEXT PRIMARY KEY,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "answered_at" TIMESTAMPTZ(3),
  "told_at" TIMESTAMPTZ(3),
  "trouble" TEXT,
  "trouble_since" TIMESTAMPTZ(3),
  "failures" INTEGER NOT NULL DEFAULT 0
);

-- The repository at GitHub that a paper names, lower case.
CREATE TABLE "paper_repositories" (
  "paper_id" TEXT PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE,
  "repository" TEXT NOT NULL,
  "found_in" TEXT NOT NULL CHECK ("found_in" IN ('abstract', 'comments', 'hf')),
  "found_at" TIMESTAMPTZ(3) NOT NULL,
  "asked_at" TIMESTAMPTZ(3),
  "answered_at" TIMESTAMPTZ(3),
  "gone" BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX "paper_repositories_repository_idx" ON "paper_repositories" ("repository");

CREATE OR REPLACE VIEW "score_terms" AS
SELECT "paper_id", 'vote'::text AS "kind", "created_at" AS "at", "counted_at" AS "since", "tick", 1::double precision AS "weight"
FROM "votes" WHERE "counted_at" IS NOT NULL
UNION ALL
SELECT "paper_id", "kind", "at", "at" AS "since", "tick", "weight" FROM "observations" WHERE "weight" > 0;

-- The freshness page tells how sources do.
CREATE TRIGGER signal_sources_pages AFTER INSERT OR UPDATE OR DELETE ON signal_sources
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('freshness');
