-- The field-fair order (docs/decisions/0047-moments-and-fields.md): where a paper stands when what was done for it is measured against its own
-- field. A table of its own: it is written once a batch, while votes write the standing all day.
CREATE TABLE "fair_places" (
  "paper_id" TEXT NOT NULL PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE,
  -- Sort key of field-fair trending lists; of a paper that was not measured yet, the score it came with.
  "score" DOUBLE PRECISION NOT NULL,
  -- log2(1 / share of the field that has as much): of all that was done for it, and of its counted votes. 0: nothing.
  "rarity" DOUBLE PRECISION NOT NULL DEFAULT 0,
  "votes_rarity" DOUBLE PRECISION NOT NULL DEFAULT 0,
  -- All that was done for it when it was measured, in votes.
  "weight" DOUBLE PRECISION NOT NULL DEFAULT 0,
  -- What it was measured against, and how many papers that had; null: not measured yet.
  "field" TEXT,
  "field_papers" INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX "fair_places_score_idx" ON "fair_places" ("score" DESC, "paper_id" DESC);

-- As many votes as it has been worth so far: half a vote at its announcement, halved every two announcement days.
INSERT INTO "fair_places" ("paper_id", "score") SELECT "paper_id", "listed_tick" / 2 - 1 FROM "paper_standings";

CREATE FUNCTION place_fairly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A backup brings its own.
  IF current_setting('broadsheet.restoring', true) IS DISTINCT FROM 'on' THEN
    INSERT INTO fair_places (paper_id, score) SELECT paper_id, score FROM added ON CONFLICT DO NOTHING;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER paper_standings_inserted_fair AFTER INSERT ON paper_standings REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION place_fairly();

-- Lists in this order are made again when it is.
CREATE TRIGGER fair_places_pages AFTER UPDATE ON fair_places REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('votes');

-- Of which rule the places are, and up to which announcement papers had come when they were made.
ALTER TABLE "ranking_state" ADD COLUMN "fair_version" TEXT, ADD COLUMN "fair_tick" INTEGER, ADD COLUMN "fair_made_at" TIMESTAMPTZ(3);
