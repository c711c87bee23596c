import type pg from 'pg'
import type { Prisma } from '@/generated/prisma/client'
import { pool } from './client'

/**
 * Runs a statement that is asked thousands of times in a row: straight on the driver, parsed and planned once for each connection.
 * Rows come as the driver gives them (`int`, `text`, `jsonb`, `timestamptz` as one expects). For everything else there is `db()`.
 * @param name of the statement; its text may differ only by how many values it takes
 */
export const prepared = <Row extends object>(name: string, statement: Prisma.Sql): Promise<Row[]> =>
  onConnection(pool(), name, statement)

/**
 * The same for a statement whose text hangs on what was asked: planned at each asking. For what lists and searches ask, where Prisma's own work
 * costs more than the statement.
 */
export async function asked<Row extends object>({ text, values }: Prisma.Sql): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ text, values: [...values] })
  return rows
}

/** The same as `prepared` on one connection, as a transaction needs it. */
export async function onConnection<Row extends object>(
  on: Pick<pg.Pool, 'query'>,
  name: string,
  { text, values }: Prisma.Sql,
): Promise<Row[]> {
  const { rows } = await on.query<Row>({ name: `${name} ${values.length}`, text, values: [...values] })
  return rows
}

/** The same for a statement that only changes rows. @returns how many */
export async function preparedChange(name: string, { text, values }: Prisma.Sql): Promise<number> {
  const { rowCount } = await pool().query({ name: `${name} ${values.length}`, text, values: [...values] })
  return rowCount ?? 0
}
