-- Tells every web process what changed of that which pages show (lib/http/shared.ts names the topics), once a statement and
-- at its commit. Pages are kept by address; those that show a topic are made again.

-- The papers of a statement, each as a topic; of very many, all. A payload holds at most 8,000 bytes.
CREATE FUNCTION notify_pages_of(topic text, ids text[]) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('pages', topic || ' ' || CASE
    WHEN cardinality(ids) > 100 THEN 'paper:*'
    ELSE array_to_string(ARRAY(SELECT 'paper:' || id FROM unnest(ids) AS id), ' ')
  END)
  WHERE cardinality(ids) > 0
$$;

CREATE FUNCTION notify_pages_by_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_pages_of(tg_argv[0], ARRAY(SELECT DISTINCT id FROM changed LIMIT 101));
  RETURN NULL;
END $$;

CREATE FUNCTION notify_pages_by_paper_id() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_pages_of(tg_argv[0], ARRAY(SELECT DISTINCT paper_id FROM changed LIMIT 101));
  RETURN NULL;
END $$;

CREATE FUNCTION notify_pages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('pages', tg_argv[0]);
  RETURN NULL;
END $$;

CREATE TRIGGER papers_inserted_pages AFTER INSERT ON papers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_id('papers');
CREATE TRIGGER papers_updated_pages AFTER UPDATE ON papers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_id('papers');
CREATE TRIGGER papers_deleted_pages AFTER DELETE ON papers REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_id('papers');

CREATE TRIGGER announcements_inserted_pages AFTER INSERT ON announcements REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER announcements_updated_pages AFTER UPDATE ON announcements REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER announcements_deleted_pages AFTER DELETE ON announcements REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');

CREATE TRIGGER paper_standings_inserted_pages AFTER INSERT ON paper_standings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('votes');
CREATE TRIGGER paper_standings_updated_pages AFTER UPDATE ON paper_standings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('votes');

CREATE TRIGGER paper_versions_inserted_pages AFTER INSERT ON paper_versions REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');
CREATE TRIGGER paper_versions_updated_pages AFTER UPDATE ON paper_versions REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages_by_paper_id('papers');

-- TRUNCATE has no rows to name.
CREATE TRIGGER papers_emptied_pages AFTER TRUNCATE ON papers
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('papers votes paper:*');

CREATE TRIGGER paper_authors_pages AFTER INSERT OR UPDATE OR DELETE ON paper_authors
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('papers');
CREATE TRIGGER paper_categories_pages AFTER INSERT OR UPDATE OR DELETE ON paper_categories
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('papers');

CREATE TRIGGER author_ids_pages AFTER INSERT OR UPDATE OR DELETE ON author_ids
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('papers');
CREATE TRIGGER author_id_papers_pages AFTER INSERT OR UPDATE OR DELETE ON author_id_papers
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('papers');

CREATE TRIGGER ingest_runs_pages AFTER INSERT OR UPDATE OR DELETE ON ingest_runs
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('freshness');
CREATE TRIGGER batches_pages AFTER INSERT OR UPDATE OR DELETE ON batches
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('freshness');

CREATE TRIGGER issues_pages AFTER INSERT OR UPDATE OR DELETE ON issues
  FOR EACH STATEMENT EXECUTE FUNCTION notify_pages('digests');
