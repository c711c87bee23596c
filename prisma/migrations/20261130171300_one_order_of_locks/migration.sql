-- Whoever holds several rows takes them in one order, so that nobody waits in a circle (docs/decisions/0058-one-order-of-locks.md).

-- Over those that there are, so that it is no key to which anything could refer: whoever takes another name does not keep out who refers to the
-- reader, such as an issue that is being frozen, nor waits for them.
DROP INDEX "readers_name_key";
CREATE UNIQUE INDEX "readers_name_key" ON "readers" ("name_key") WHERE "name_key" IS NOT NULL;

-- Holds the digests of two names, in the order of lib/subscriptions/hold-digests.ts.
CREATE FUNCTION hold_digests_of(room TEXT, one TEXT, other TEXT) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM subscriptions WHERE names_it(view, room, one) OR names_it(view, room, other) ORDER BY reader_id, id FOR UPDATE;
END $$;

CREATE OR REPLACE FUNCTION reader_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_digests_of('/people/', old.name_key, new.name_key);
  PERFORM rename_views('/people/', old.name_key, new.name);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION group_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_digests_of('/groups/', old.name_key, new.name_key);
  PERFORM rename_views('/groups/', old.name_key, new.name);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION reader_first_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM hold_digests_of('/people/', new.name_key, new.name_key);
  PERFORM end_digests_of('/people/', new.name_key);
  RETURN NULL;
END $$;
