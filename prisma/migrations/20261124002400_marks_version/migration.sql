-- Another value after each act of a reader that their pages show (votes, marks, last visits), in the act's own transaction: a web
-- process that holds what it knows of a reader sees by it whether that is still all (docs/decisions/0024-readers-in-memory.md).
-- By chance, not counted up: a restored backup never brings back a value that meanwhile stood for something else.
-- votes_version is another only after votes: those change numbers that everybody's pages show.
ALTER TABLE "readers"
  ADD COLUMN "marks_version" UUID NOT NULL DEFAULT gen_random_uuid(),
  ADD COLUMN "votes_version" UUID NOT NULL DEFAULT gen_random_uuid();

-- In one order, so that two statements over many readers do not wait for each other.
CREATE FUNCTION renew_marks_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- A backup brings its own values back.
  IF current_setting('broadsheet.restoring', true) = 'on' THEN
    RETURN NULL;
  END IF;
  UPDATE readers SET
    marks_version = gen_random_uuid(),
    votes_version = CASE tg_table_name WHEN 'votes' THEN gen_random_uuid() ELSE votes_version END
  WHERE id IN (
    SELECT id FROM readers WHERE id IN (SELECT reader_id FROM changed) ORDER BY id FOR NO KEY UPDATE
  );
  RETURN NULL;
END $$;

CREATE TRIGGER votes_given_version AFTER INSERT ON votes REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER votes_taken_version AFTER DELETE ON votes REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER marks_made_version AFTER INSERT ON marks REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER marks_taken_version AFTER DELETE ON marks REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER visits_begun_version AFTER INSERT ON visits REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER visits_moved_version AFTER UPDATE ON visits REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
CREATE TRIGGER visits_dropped_version AFTER DELETE ON visits REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION renew_marks_version();
