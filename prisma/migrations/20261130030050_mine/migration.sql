-- Votes that were brought along from another site are shown and never rank.
ALTER TABLE "votes" DROP CONSTRAINT "votes_held_check";
ALTER TABLE "votes" ADD CONSTRAINT "votes_held_check" CHECK ("held" IN ('age', 'network', 'import'));

CREATE TABLE "awaited_marks" (
  "reader_id" TEXT NOT NULL REFERENCES "readers" ("id") ON DELETE CASCADE,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('vote', 'saved', 'dismissed')),
  "paper_id" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "brought_at" TIMESTAMPTZ(3) NOT NULL,
  "asked_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("reader_id", "kind", "paper_id")
);
CREATE INDEX "awaited_marks_paper_idx" ON "awaited_marks" ("paper_id");
CREATE INDEX "awaited_marks_asked_idx" ON "awaited_marks" ("asked_at" NULLS FIRST);

-- Every row that belongs to a reader, of every table that refers to readers, without hashes and secrets (columns of bytes). New tables are in it by themselves.
CREATE FUNCTION rows_of_reader(reader TEXT, most INTEGER) RETURNS TABLE ("table" TEXT, "row" JSONB) LANGUAGE plpgsql STABLE AS $$
DECLARE
  found RECORD;
  hidden TEXT[];
BEGIN
  FOR found IN
    SELECT c.conrelid, c.conrelid::regclass::text AS name, a.attname
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.confrelid = 'readers'::regclass AND cardinality(c.conkey) = 1
    ORDER BY 2, 3
  LOOP
    SELECT coalesce(array_agg(attname::text), '{}') INTO hidden
    FROM pg_attribute WHERE attrelid = found.conrelid AND atttypid = 'bytea'::regtype;
    RETURN QUERY EXECUTE format('SELECT %L::text, to_jsonb(t) - %L::text[] FROM %s t WHERE %I = $1 LIMIT $2',
      found.name, hidden, found.conrelid::regclass, found.attname) USING reader, most;
  END LOOP;
END $$;
