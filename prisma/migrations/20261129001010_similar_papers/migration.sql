-- Similar papers, worked out once by the worker (lib/search/similar). Made from the rest, so no row refers to it and no backup holds it.
CREATE TABLE "similar_papers" (
  "paper_id" TEXT PRIMARY KEY,
  "ids" TEXT[],
  "words" TEXT[],
  "made_at" TIMESTAMPTZ(3) NOT NULL
);

CREATE FUNCTION notify_pages_of_similar() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pages', CASE WHEN count(*) > 100 THEN 'paper:*' ELSE string_agg('paper:' || paper_id, ' ') END)
  FROM changed HAVING count(*) > 0;
  RETURN NULL;
END $$;

CREATE TRIGGER similar_papers_inserted_pages AFTER INSERT ON similar_papers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_of_similar();

CREATE OR REPLACE FUNCTION forget_search_index() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM search_index;
  DELETE FROM search_changes;
  DELETE FROM similar_papers;
  RETURN NULL;
END $$;

-- Of a paper with other words, others are similar; a deleted one needs none.
CREATE FUNCTION forget_similar_papers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM similar_papers WHERE paper_id = OLD.id;
  RETURN NULL;
END $$;

CREATE TRIGGER papers_reworded_similar AFTER UPDATE OF title, abstract ON papers FOR EACH ROW
  WHEN (OLD.title IS DISTINCT FROM NEW.title OR OLD.abstract IS DISTINCT FROM NEW.abstract)
  EXECUTE FUNCTION forget_similar_papers();
CREATE TRIGGER papers_deleted_similar AFTER DELETE ON papers FOR EACH ROW EXECUTE FUNCTION forget_similar_papers();
