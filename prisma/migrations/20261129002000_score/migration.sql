-- The score (docs/decisions/0033-the-score.md): log2 of a sum of terms weight * 2^(tick / half-life), kept in an indexed column that
-- changes only when somebody acts. A tick is an instant on arXiv's announcement clock (lib/trending/announcement-clock.ts).

-- log2(2^a + 2^b), whatever their size: a sum kept as its logarithm cannot overflow, and what is 2^100 times smaller adds nothing.
CREATE FUNCTION log2_sum(a double precision, b double precision) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT greatest(a, b) + ln(1 + power(2::double precision, -least(abs(a - b), 100))) / ln(2::double precision)
$$;

-- From when a vote ranks (null: not yet, or never), why not, and the network it came from: a keyed hash, another each day, forgotten soon.
ALTER TABLE "votes"
  ADD COLUMN "tick" DOUBLE PRECISION,
  ADD COLUMN "counted_at" TIMESTAMPTZ(3),
  ADD COLUMN "held" TEXT CHECK ("held" IN ('age', 'network')),
  ADD COLUMN "network" BYTEA;

-- The calendar is not known here: five announcements a week, until the version is seen to be missing and all is recounted.
CREATE FUNCTION pg_temp.rough_tick(at timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE AS $$
  SELECT extract(epoch FROM at - timestamptz '2020-01-02 01:00Z')::double precision / 86400 * 5 / 7
$$;
UPDATE "votes" SET "tick" = pg_temp.rough_tick("created_at"), "counted_at" = CASE WHEN "counted" THEN "created_at" END,
  "held" = CASE WHEN "counted" THEN NULL ELSE 'age' END;
DROP INDEX "votes_counted_idx";
DROP INDEX "votes_paper_idx";
ALTER TABLE "votes"
  ALTER COLUMN "tick" SET NOT NULL,
  DROP COLUMN "counted",
  ADD CONSTRAINT "votes_held_or_counted" CHECK (("counted_at" IS NULL) = ("held" IS NOT NULL));
-- A paper is recounted from this index alone.
CREATE INDEX "votes_paper_idx" ON "votes" ("paper_id", "counted_at", "tick");
-- What waits for its reader's age, and networks that are to be judged and forgotten.
CREATE INDEX "votes_held_idx" ON "votes" ("created_at") WHERE "held" = 'age';
CREATE INDEX "votes_network_idx" ON "votes" ("paper_id", "network") WHERE "network" IS NOT NULL;

ALTER TABLE "paper_standings"
  ADD COLUMN "listed_tick" DOUBLE PRECISION,
  ADD COLUMN "score" DOUBLE PRECISION;
ALTER TABLE "paper_standings" DISABLE TRIGGER USER;
UPDATE "paper_standings" SET "listed_tick" = pg_temp.rough_tick("listed_at"),
  "score" = pg_temp.rough_tick("listed_at") / 2 + ln(0.5::double precision + "counted_votes") / ln(2::double precision);
ALTER TABLE "paper_standings" ENABLE TRIGGER USER;
ALTER TABLE "paper_standings"
  ALTER COLUMN "listed_tick" SET NOT NULL,
  ALTER COLUMN "score" SET NOT NULL;
DROP INDEX "paper_standings_trending_idx";
CREATE INDEX "paper_standings_score_idx" ON "paper_standings" ("score" DESC, "paper_id" DESC);

-- Everything that moves a score beside the announcement itself. Who adds a kind of term replaces this view with one more branch:
-- recount, explanation, public log and moments in time read it. `since`: from when it counts.
CREATE VIEW "score_terms" AS
SELECT "paper_id", 'vote'::text AS "kind", "created_at" AS "at", "counted_at" AS "since", "tick", 1::double precision AS "weight"
FROM "votes" WHERE "counted_at" IS NOT NULL;

-- At most one row: which version of the constants the scores are of, and how far a recount has come.
CREATE TABLE "ranking_state" (
  "id" INTEGER PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
  "version" INTEGER,
  "recount_version" INTEGER,
  "recount_after" TEXT,
  "recount_begun_at" TIMESTAMPTZ(3),
  "recounted_at" TIMESTAMPTZ(3)
);
