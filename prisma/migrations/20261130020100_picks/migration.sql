-- Papers that curators put forward, each for a day, with a sentence (docs/decisions/0042-curators-and-lists.md).
CREATE TABLE "picks" (
  "paper_id" TEXT PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE,
  "reader_id" TEXT REFERENCES "readers" ("id") ON DELETE SET NULL,
  "day" DATE NOT NULL,
  "why" TEXT,
  "picked_at" TIMESTAMPTZ(3) NOT NULL,
  "tick" DOUBLE PRECISION NOT NULL
);
CREATE INDEX "picks_day_idx" ON "picks" ("day" DESC, "picked_at" DESC, "paper_id" DESC);
CREATE INDEX "picks_reader_idx" ON "picks" ("reader_id");

CREATE TRIGGER picks_inserted_pages AFTER INSERT ON picks REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER picks_updated_pages AFTER UPDATE ON picks REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER picks_deleted_pages AFTER DELETE ON picks REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');

CREATE FUNCTION forget_picks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE picks SET why = NULL, reader_id = NULL WHERE reader_id = old.id;
  RETURN old;
END $$;
CREATE TRIGGER readers_leaving_picks BEFORE DELETE ON readers
  FOR EACH ROW EXECUTE FUNCTION forget_picks();

-- What a pick weighs is RANKING.pick of lib/trending/constants.ts; a test holds the two together.
CREATE OR REPLACE VIEW "score_terms" AS
SELECT "paper_id", 'vote'::text AS "kind", "created_at" AS "at", "counted_at" AS "since", "tick", 1::double precision AS "weight"
FROM "votes" WHERE "counted_at" IS NOT NULL
UNION ALL
SELECT "paper_id", "kind", "at", "at" AS "since", "tick", "weight" FROM "observations" WHERE "weight" > 0
UNION ALL
SELECT "paper_id", 'pick'::text AS "kind", "picked_at" AS "at", "picked_at" AS "since", "tick", 3::double precision AS "weight" FROM "picks";
