-- What readers follow (docs/decisions/0048-lists-follows-groups.md): people and lists by what they are, never by what they are called.
CREATE TABLE "follows" (
  "id" UUID PRIMARY KEY DEFAULT gen_random_uuid(),
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "person_id" TEXT REFERENCES "readers" ("id") ON DELETE CASCADE,
  "list_id" UUID REFERENCES "lists" ("id") ON DELETE CASCADE,
  "view" TEXT,
  "followed_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "follows_one_check" CHECK (num_nonnulls("person_id", "list_id", "view") = 1)
);
CREATE UNIQUE INDEX "follows_person_key" ON "follows" ("reader_id", "person_id");
CREATE UNIQUE INDEX "follows_list_key" ON "follows" ("reader_id", "list_id");
CREATE UNIQUE INDEX "follows_view_key" ON "follows" ("reader_id", "view");
CREATE INDEX "follows_person_idx" ON "follows" ("person_id");
CREATE INDEX "follows_list_idx" ON "follows" ("list_id");

-- Names the view of all that a reader follows.
ALTER TABLE "readers" ADD COLUMN "following_key" UUID NOT NULL DEFAULT gen_random_uuid();
CREATE UNIQUE INDEX "readers_following_key" ON "readers" ("following_key");

-- What was frozen of a view that is gone goes with it: it holds notes, and tells what its reader kept and followed.
CREATE FUNCTION forget_issues_of(address TEXT) RETURNS void LANGUAGE sql AS $$
  DELETE FROM issues WHERE view = address OR starts_with(view, address || '?')
$$;
CREATE FUNCTION forget_issues_of_list() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM forget_issues_of('/lists/' || old.key);
  RETURN old;
END $$;
CREATE TRIGGER lists_leaving_issues BEFORE DELETE ON lists FOR EACH ROW EXECUTE FUNCTION forget_issues_of_list();
CREATE FUNCTION forget_issues_of_reader() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM forget_issues_of('/following/' || old.following_key);
  RETURN old;
END $$;
CREATE TRIGGER readers_leaving_issues BEFORE DELETE ON readers FOR EACH ROW EXECUTE FUNCTION forget_issues_of_reader();

-- Whoever follows somebody is that one's secret: it is in no archive but their own.
CREATE OR REPLACE FUNCTION rows_of_reader(reader TEXT, most INTEGER) RETURNS TABLE ("table" TEXT, "row" JSONB) LANGUAGE plpgsql STABLE AS $$
DECLARE
  found RECORD;
  hidden TEXT[];
BEGIN
  FOR found IN
    SELECT c.conrelid, c.conrelid::regclass::text AS name, a.attname
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'readers'::regclass AND cardinality(c.conkey) = 1
      AND NOT (c.conrelid = 'follows'::regclass AND a.attname = 'person_id')
    ORDER BY 2, 3
  LOOP
    SELECT coalesce(array_agg(attname::text), '{}') INTO hidden
    FROM pg_attribute WHERE attrelid = found.conrelid AND atttypid = 'bytea'::regtype;
    RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(t) - %L::text[] FROM %s t WHERE %I = $1 LIMIT $2',
      found.name, hidden, found.conrelid::regclass, found.attname) USING reader, most;
  END LOOP;
END $$;
