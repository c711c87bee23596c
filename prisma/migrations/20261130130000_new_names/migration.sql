-- Whoever takes another name, and a group that does, keeps the digests of its page (docs/decisions/0052-what-moves-along.md).

-- What names that look alike share, as `nameKey` of lib/accounts/public-name.ts folds it; a test holds both together.
CREATE FUNCTION name_key(name TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT replace(replace(translate(replace(lower(name), '-', ''), '01i5', 'olls'), 'rn', 'm'), 'vv', 'w')
$$;

-- Whether an address names this in a room, however it is spelled: `/people/Ada-L?min_votes=2`.
CREATE FUNCTION names_it(view TEXT, room TEXT, key TEXT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE AS $$
  SELECT starts_with(view, room) AND name_key(split_part(split_part(substr(view, length(room) + 1), '?', 1), '/', 1)) = key
$$;

-- Digests and issues go by the new name. A reader who has the same digest of it already keeps that one, and the other ends.
CREATE FUNCTION rename_views(room TEXT, old_key TEXT, new_name TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE issues i SET view = regexp_replace(i.view, '^/[a-z]+/[^/?]+', room || new_name)
  WHERE names_it(i.view, room, old_key) AND NOT EXISTS (
    SELECT FROM issues o WHERE o.view = regexp_replace(i.view, '^/[a-z]+/[^/?]+', room || new_name)
      AND o.rhythm = i.rhythm AND o.slot_at = i.slot_at AND o.id <> i.id
  );
  UPDATE subscriptions s SET view = regexp_replace(s.view, '^/[a-z]+/[^/?]+', room || new_name)
  FROM (
    SELECT DISTINCT ON (reader_id, regexp_replace(view, '^/[a-z]+/[^/?]+', ''), rhythm) id FROM subscriptions
    WHERE names_it(view, room, old_key) ORDER BY reader_id, regexp_replace(view, '^/[a-z]+/[^/?]+', ''), rhythm, state, id
  ) one
  WHERE s.id = one.id AND NOT EXISTS (
    SELECT FROM subscriptions o WHERE o.reader_id = s.reader_id AND o.rhythm = s.rhythm AND o.id <> s.id
      AND o.view = regexp_replace(s.view, '^/[a-z]+/[^/?]+', room || new_name)
  );
  IF old_key <> name_key(new_name) THEN
    UPDATE subscriptions SET state = 'unsubscribed', unsubscribed_at = now(), next_due_at = NULL
    WHERE names_it(view, room, old_key) AND state <> 'unsubscribed';
  END IF;
END $$;

CREATE FUNCTION reader_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM rename_views('/people/', old.name_key, new.name);
  RETURN NULL;
END $$;
CREATE TRIGGER readers_renamed AFTER UPDATE OF name ON readers FOR EACH ROW
  WHEN (old.name IS NOT NULL AND new.name IS NOT NULL AND old.name <> new.name) EXECUTE FUNCTION reader_renamed();

CREATE FUNCTION group_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM rename_views('/groups/', old.name_key, new.name);
  RETURN NULL;
END $$;
CREATE TRIGGER groups_renamed AFTER UPDATE OF name ON groups FOR EACH ROW
  WHEN (old.name <> new.name) EXECUTE FUNCTION group_renamed();

-- Digests of somebody who leaves end: whoever takes the name next is somebody else. Those that another is just changing are left alone.
CREATE FUNCTION reader_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE subscriptions SET state = 'unsubscribed', unsubscribed_at = now(), next_due_at = NULL
  WHERE id IN (
    SELECT id FROM subscriptions WHERE names_it(view, '/people/', old.name_key) AND state <> 'unsubscribed'
    FOR UPDATE SKIP LOCKED
  );
  RETURN NULL;
END $$;
CREATE TRIGGER readers_left AFTER DELETE ON readers FOR EACH ROW
  WHEN (old.name IS NOT NULL) EXECUTE FUNCTION reader_left();

-- However its name was spelled where the digest was asked for.
CREATE OR REPLACE FUNCTION forget_issues_of_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM issues WHERE names_it(view, '/groups/', old.name_key);
  RETURN old;
END $$;
