-- A new name is hindered by no digest, and takes the one along that is mailed (docs/decisions/0052-what-moves-along.md).

-- The address of the same view of somebody who is called so now.
CREATE FUNCTION under_name(view TEXT, room TEXT, name TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE AS $$
  SELECT regexp_replace(view, '^/[a-z]+/[^/?]+', room || name)
$$;

-- Digests of a name that is nobody's: they end, with what was wished of those that had ended.
CREATE FUNCTION end_digests_of(room TEXT, key TEXT) RETURNS void LANGUAGE sql AS $$
  UPDATE subscriptions SET state = 'unsubscribed', unsubscribed_at = coalesce(unsubscribed_at, now()), next_due_at = NULL, lookback = NULL,
    asked = NULL, asked_at = NULL
  WHERE names_it(view, room, key) AND (state <> 'unsubscribed' OR asked IS NOT NULL)
$$;

-- Digests and issues go by the new name. Subscriptions first: whoever composes holds them before an issue. Of several spellings that a reader has,
-- the one that is mailed goes on, and makes the one that is not give way; of issues of one slot, one keeps the plain address, and none is lost.
CREATE OR REPLACE FUNCTION rename_views(room TEXT, old_key TEXT, new_name TEXT) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  one RECORD;
BEGIN
  -- Nobody went by the new name: what still names it was asked of somebody else.
  IF old_key <> name_key(new_name) THEN PERFORM end_digests_of(room, name_key(new_name)); END IF;
  FOR one IN
    SELECT DISTINCT ON (reader_id, rhythm, under_name(view, room, new_name)) id, reader_id, rhythm, under_name(view, room, new_name) AS address
    FROM subscriptions WHERE names_it(view, room, old_key)
    ORDER BY reader_id, rhythm, under_name(view, room, new_name),
      array_position('{active,paused,pending,unsubscribed}'::subscription_state[], state), id
  LOOP
    DELETE FROM subscriptions s WHERE s.reader_id = one.reader_id AND s.rhythm = one.rhythm AND s.view = one.address AND s.id <> one.id
      AND s.state NOT IN ('active', 'paused');
    UPDATE subscriptions s SET view = one.address WHERE s.id = one.id AND NOT EXISTS (
      SELECT FROM subscriptions o WHERE o.reader_id = one.reader_id AND o.rhythm = one.rhythm AND o.view = one.address AND o.id <> one.id
    );
  END LOOP;
  IF old_key <> name_key(new_name) THEN PERFORM end_digests_of(room, old_key); END IF;

  FOR one IN
    SELECT id, rhythm, slot_at, under_name(view, room, new_name) AS address FROM issues WHERE names_it(view, room, old_key) ORDER BY id
  LOOP
    UPDATE issues i SET view = one.address || CASE
      WHEN NOT EXISTS (
        SELECT FROM issues o WHERE o.view = one.address AND o.rhythm = one.rhythm AND o.slot_at = one.slot_at AND o.id <> one.id
      ) THEN ''
      WHEN strpos(one.address, '?') > 0 THEN '&apart=' || one.id
      ELSE '?apart=' || one.id
    END WHERE i.id = one.id;
  END LOOP;
END $$;

-- Who takes their first name: the same, where somebody went by it before.
CREATE FUNCTION reader_first_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM end_digests_of('/people/', new.name_key);
  RETURN NULL;
END $$;
CREATE TRIGGER readers_first_named AFTER UPDATE OF name ON readers FOR EACH ROW
  WHEN (old.name IS NULL AND new.name IS NOT NULL) EXECUTE FUNCTION reader_first_named();
