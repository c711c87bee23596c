import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'

/** A number of rows that was counted for a bounded time. */
export interface Count {
  rows: number
  /** `about`: as the database's own statistics have it; `over`: there are more than that. */
  precision: 'exact' | 'about' | 'over'
}

/** Rows that are counted one by one. */
export const COUNTED = 10_000

const TABLES = { papers: Prisma.sql`papers`, votes: Prisma.sql`votes`, readers: Prisma.sql`readers` }

/** Rows of a table: counted while they are few, beyond that estimated. */
export async function countRows(table: keyof typeof TABLES): Promise<Count> {
  const [{ rows, estimate }] = await db().$queryRaw<[{ rows: number; estimate: number }]>`
    select (select count(*)::int from (select from ${TABLES[table]} limit ${COUNTED + 1}) as counted) as rows,
      (select reltuples::float8 from pg_class where oid = ${table}::regclass) as estimate`
  return rows > COUNTED && estimate > COUNTED ? { rows: Math.round(estimate), precision: 'about' } : upTo(rows)
}

/** Rows by their state, of which there is an index; states without a row are left out, the others in the order of their type. */
export async function countByState(table: Prisma.Sql, type: Prisma.Sql): Promise<{ state: string; count: Count }[]> {
  const rows = await db().$queryRaw<{ state: string; rows: number }[]>`
    select k.state::text as state, n.rows from unnest(enum_range(null::${type})) as k(state)
    cross join lateral (
      select count(*)::int as rows from (select from ${table} t where t.state = k.state limit ${COUNTED + 1}) as counted
    ) n
    where n.rows > 0 order by k.state`
  return rows.map(({ state, rows: counted }) => ({ state, count: upTo(counted) }))
}

/** What a count came to that ended at its bound. */
export const upTo = (rows: number): Count =>
  rows > COUNTED ? { rows: COUNTED, precision: 'over' } : { rows, precision: 'exact' }
