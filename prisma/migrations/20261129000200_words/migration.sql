-- Every word of titles and abstracts, and how many papers hold it: what a misspelt search may have meant (lib/search/words).
CREATE TABLE "corpus_words" (
  "word" TEXT PRIMARY KEY,
  "papers" INTEGER NOT NULL CHECK ("papers" > 0)
);
-- Words that begin alike, the most frequent first.
CREATE INDEX "corpus_words_beginning_idx" ON "corpus_words" (left("word", 2), "papers" DESC);

-- Papers whose words the worker did not count yet.
CREATE TABLE "uncounted_papers" (
  "paper_id" TEXT PRIMARY KEY
);
INSERT INTO "uncounted_papers" SELECT "id" FROM "papers";

CREATE FUNCTION note_uncounted_papers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A backup brings its own counts back.
  IF current_setting('broadsheet.restoring', true) = 'on' THEN
    RETURN NULL;
  END IF;
  INSERT INTO uncounted_papers SELECT id FROM added ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;

CREATE TRIGGER papers_added_uncounted AFTER INSERT ON papers REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION note_uncounted_papers();
