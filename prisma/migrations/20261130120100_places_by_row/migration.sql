-- Search hears of a paper's new place by row. The function by statement joined the rows before and after a change by a plan that each session
-- kept from its first one, of one row: of 2,000 changed rows it made four million pairs, and a recount took five times as long.
DROP TRIGGER paper_standings_moved_search ON paper_standings;
DROP FUNCTION log_search_places();
CREATE FUNCTION log_search_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_changes (paper_id) VALUES (new.paper_id);
  RETURN NULL;
END $$;
CREATE TRIGGER paper_standings_moved_search AFTER UPDATE ON paper_standings
  FOR EACH ROW WHEN (old.listed_at <> new.listed_at) EXECUTE FUNCTION log_search_place();
