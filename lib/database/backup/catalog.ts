import type pg from 'pg'
import type { Header, Table } from './format'

const HISTORY = '_prisma_migrations'
/** What follows from the rest, and is made again. */
const DERIVED = ['search_index', 'search_changes', 'similar_papers']

/**
 * All tables of the schema with their stored columns, referred-to tables first. Left out are the job engine's own schema, since jobs are made
 * again, and what is known of the search index.
 */
export async function listTables(client: pg.ClientBase): Promise<Omit<Table, 'rows'>[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(
    `SELECT t.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) AS columns,
       ARRAY(SELECT DISTINCT r.relname::text FROM pg_constraint c JOIN pg_class r ON r.oid = c.confrelid
             WHERE c.conrelid = t.oid AND c.contype = 'f' AND c.confrelid <> t.oid) AS refers
     FROM pg_class t
     JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND t.relname <> ALL ($1)
     GROUP BY t.oid, t.relname ORDER BY t.relname`,
    [[HISTORY, ...DERIVED]],
  )
  return inOrder(rows).map(({ name, columns }) => ({ name, columns }))
}

/** Names of the migrations that this database carries. */
export async function listApplied(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT migration_name AS name FROM "${HISTORY}" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

export async function countRows(client: pg.ClientBase, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::float8 AS count FROM ${client.escapeIdentifier(table)}`,
  )
  return rows[0]?.count ?? 0
}

export async function listSequences(client: pg.ClientBase): Promise<Header['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1",
  )
  const sequences: Header['sequences'] = []
  for (const { name } of rows) {
    const state = await client.query(`SELECT last_value::text, is_called FROM ${client.escapeIdentifier(name)}`)
    sequences.push({ name, value: state.rows[0].last_value, isCalled: state.rows[0].is_called })
  }
  return sequences
}

function inOrder<T extends { name: string; refers: string[] }>(tables: T[]): T[] {
  const placed: T[] = []
  const waiting = [...tables]
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ refers }) => refers.every((name) => placed.some((table) => table.name === name)))
    if (next === -1)
      throw new Error(`tables refer to each other in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    placed.push(...waiting.splice(next, 1))
  }
  return placed
}
