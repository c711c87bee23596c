-- The search index is a folder made from this database (lib/search/index). Which one is in use, and what it does not hold yet, stands here.
CREATE TABLE "search_index" (
  "id" INTEGER PRIMARY KEY DEFAULT 1 CHECK ("id" = 1),
  "name" TEXT NOT NULL,
  "version" INTEGER NOT NULL,
  "form" INTEGER NOT NULL,
  "papers" INTEGER NOT NULL,
  "title_words" DOUBLE PRECISION NOT NULL,
  "abstract_words" DOUBLE PRECISION NOT NULL,
  "built_at" TIMESTAMPTZ(3) NOT NULL,
  "folded_at" TIMESTAMPTZ(3) NOT NULL
);

-- A log, not a row for each paper: writers never wait for one another, and who takes lines away takes those that he read.
CREATE TABLE "search_changes" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "paper_id" TEXT NOT NULL,
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp()
);

CREATE FUNCTION log_search_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_changes (paper_id) SELECT id FROM changed;
  RETURN NULL;
END $$;

-- Most updates of a paper touch nothing that is searched.
CREATE FUNCTION log_search_updates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_changes (paper_id)
  SELECT n.id FROM changed n LEFT JOIN former o ON o.id = n.id
  WHERE (n.title, n.abstract, n.comments, n.categories, n.submitted_at)
    IS DISTINCT FROM (o.title, o.abstract, o.comments, o.categories, o.submitted_at);
  RETURN NULL;
END $$;

CREATE FUNCTION log_search_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_changes (paper_id)
  SELECT n.paper_id FROM changed n JOIN former o ON o.paper_id = n.paper_id WHERE n.listed_at <> o.listed_at;
  RETURN NULL;
END $$;

-- An index of papers that are all gone (a restore) is of another world.
CREATE FUNCTION forget_search_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_index;
  DELETE FROM search_changes;
  RETURN NULL;
END $$;

CREATE TRIGGER papers_inserted_search AFTER INSERT ON papers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_search_changes();
CREATE TRIGGER papers_deleted_search AFTER DELETE ON papers REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_search_changes();
CREATE TRIGGER papers_updated_search AFTER UPDATE ON papers REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_search_updates();
-- The first place of a paper is written with the paper.
CREATE TRIGGER paper_standings_moved_search AFTER UPDATE ON paper_standings REFERENCING OLD TABLE AS former NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION log_search_places();
CREATE TRIGGER papers_emptied_search AFTER TRUNCATE ON papers
  FOR EACH STATEMENT EXECUTE FUNCTION forget_search_index();
