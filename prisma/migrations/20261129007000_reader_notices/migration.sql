-- Tells every web process of whom it no longer knows all, once a statement and at its commit: whoever voted, marked or visited, and
-- whoever has a session less (docs/decisions/0039-heard-not-asked.md). A payload holds at most 8,000 bytes: of very many readers, all.
CREATE FUNCTION notify_of_readers(ids text[]) RETURNS void LANGUAGE sql AS $$
  SELECT pg_notify('readers', CASE
    WHEN cardinality(ids) > 100 THEN 'reader:*'
    ELSE array_to_string(ARRAY(SELECT 'reader:' || id FROM unnest(ids) AS id), ' ')
  END)
  WHERE cardinality(ids) > 0
$$;

CREATE OR REPLACE FUNCTION renew_marks_version() RETURNS trigger LANGUAGE plpgsql AS $$
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
  PERFORM notify_of_readers(ARRAY(SELECT DISTINCT reader_id FROM changed LIMIT 101));
  RETURN NULL;
END $$;

CREATE FUNCTION notify_of_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_of_readers(ARRAY(SELECT DISTINCT reader_id FROM changed LIMIT 101));
  RETURN NULL;
END $$;

CREATE FUNCTION notify_of_all_readers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('readers', 'reader:*');
  RETURN NULL;
END $$;

CREATE FUNCTION notify_of_session() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM notify_of_readers(ARRAY[old.reader_id]);
  RETURN NULL;
END $$;

-- The cascade of a reader's own end is such a statement, too.
CREATE TRIGGER sessions_ended_readers AFTER DELETE ON sessions REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_sessions();
-- Another token: the one before opens nothing. That a session was used again is told to nobody.
CREATE TRIGGER sessions_renewed_readers AFTER UPDATE ON sessions
  FOR EACH ROW WHEN (old.token_hash IS DISTINCT FROM new.token_hash OR old.reader_id IS DISTINCT FROM new.reader_id)
  EXECUTE FUNCTION notify_of_session();
CREATE TRIGGER sessions_emptied_readers AFTER TRUNCATE ON sessions
  FOR EACH STATEMENT EXECUTE FUNCTION notify_of_all_readers();
