import { expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { pool } from '@/lib/database/client'
import { useTestDatabase } from '@/tests/support/database'
import { factsOfSchema } from '@/tests/support/prisma-schema'

useTestDatabase()

/** The migrated database in the same sentences. Indexes over an expression or a part of a table stand in SQL only. */
const CATALOG = `
WITH tables AS (
  SELECT oid, relname FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND relname <> '_prisma_migrations'
), indexes AS (
  SELECT t.relname AS table_name, i.relname AS name, x.indisprimary, x.indisunique,
    (SELECT string_agg(a.attname || CASE WHEN x.indoption[k.position - 1] & 1 = 1 THEN ' desc' ELSE '' END, ', ' ORDER BY k.position)
     FROM unnest(x.indkey) WITH ORDINALITY AS k (attnum, position)
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.attnum) AS columns
  FROM pg_index x JOIN tables t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
  WHERE x.indexprs IS NULL AND x.indpred IS NULL
)
SELECT 'table ' || relname AS fact FROM tables
UNION ALL
SELECT 'column ' || t.relname || '.' || a.attname || ' ' || replace(format_type(a.atttypid, a.atttypmod), '"', '')
  || CASE WHEN a.attnotnull THEN ' not null' ELSE ' nullable' END || CASE WHEN a.atthasdef THEN ' default' ELSE '' END
FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT CASE WHEN indisprimary THEN 'key ' || table_name || ' primary' WHEN indisunique THEN 'key ' || table_name || ' unique'
  ELSE 'index ' || name || ' ' || table_name END || ' (' || columns || ')'
FROM indexes
UNION ALL
SELECT 'reference ' || t.relname || ' (' || named(c.conrelid, c.conkey) || ') to ' || c.confrelid::regclass || ' ('
  || named(c.confrelid, c.confkey) || ') on delete '
  || CASE c.confdeltype WHEN 'c' THEN 'Cascade' WHEN 'n' THEN 'SetNull' WHEN 'd' THEN 'SetDefault' ELSE 'Restrict' END
FROM pg_constraint c JOIN tables t ON t.oid = c.conrelid WHERE c.contype = 'f'
UNION ALL
SELECT 'enum ' || t.typname || ': ' || string_agg(e.enumlabel, ', ' ORDER BY e.enumsortorder)
FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid WHERE t.typnamespace = 'public'::regnamespace GROUP BY t.typname`

const NAMED = `
CREATE FUNCTION named(relation oid, numbers int2[]) RETURNS text LANGUAGE sql AS $$
  SELECT string_agg(a.attname, ', ' ORDER BY n.position) FROM unnest(numbers) WITH ORDINALITY AS n (attnum, position)
  JOIN pg_attribute a ON a.attrelid = relation AND a.attnum = n.attnum
$$`

test('the Prisma schema and the migrations describe the same database', async () => {
  await pool().query(NAMED)
  const { rows } = await pool().query<{ fact: string }>(CATALOG)
  const catalog = rows.map(({ fact }) => fact).sort()
  expect(catalog.length).toBeGreaterThan(100)
  expect(catalog).toEqual(factsOfSchema())
})

test('the generated client is of this very schema', () => {
  const tables = factsOfSchema().filter((fact) => fact.startsWith('table '))
  expect(Object.keys(Prisma.ModelName)).toHaveLength(tables.length)
})
