-- Papers that readers bring (docs/decisions/0042-curators-and-lists.md): asked for while arXiv did not answer yet, and here.
CREATE TABLE "asked_papers" (
  "paper_id" TEXT NOT NULL,
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "note" TEXT,
  "network" BYTEA,
  "asked_at" TIMESTAMPTZ(3) NOT NULL,
  "tried_at" TIMESTAMPTZ(3),
  "refused" TEXT,
  PRIMARY KEY ("paper_id", "reader_id")
);
CREATE INDEX "asked_papers_reader_idx" ON "asked_papers" ("reader_id");

CREATE TABLE "submissions" (
  "paper_id" TEXT PRIMARY KEY REFERENCES "papers" ("id") ON DELETE CASCADE,
  "reader_id" TEXT REFERENCES "readers" ("id") ON DELETE SET NULL,
  "note" TEXT,
  "submitted_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "submissions_newest_idx" ON "submissions" ("submitted_at" DESC, "paper_id" DESC);
CREATE INDEX "submissions_reader_idx" ON "submissions" ("reader_id");

CREATE TRIGGER submissions_inserted_pages AFTER INSERT ON submissions REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER submissions_updated_pages AFTER UPDATE ON submissions REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER submissions_deleted_pages AFTER DELETE ON submissions REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');

-- Whether a reader's page shows what they vote for: only if they say so.
ALTER TABLE "readers" ADD COLUMN "votes_public" BOOLEAN NOT NULL DEFAULT false;

-- A name stands on any page: a new one is rare, and then all of them are made again.
CREATE FUNCTION notify_of_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pages', 'papers paper:*');
  RETURN NULL;
END $$;
CREATE TRIGGER readers_renamed_pages AFTER UPDATE OF name, votes_public ON readers
  FOR EACH ROW WHEN (old.name IS DISTINCT FROM new.name OR old.votes_public <> new.votes_public) EXECUTE FUNCTION notify_of_name();

-- The words of somebody who leaves go with them; what they brought stays.
CREATE FUNCTION forget_submissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE submissions SET note = NULL, reader_id = NULL WHERE reader_id = old.id;
  RETURN old;
END $$;
CREATE TRIGGER readers_leaving_submissions BEFORE DELETE ON readers
  FOR EACH ROW EXECUTE FUNCTION forget_submissions();
