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

/** The same on one connection, as a transaction needs it. */
export async function onConnection<Row extends object>(
  on: Pick<pg.Pool, 'query'>,
  name: string,
  { text, values }: Prisma.Sql,
): Promise<Row[]> {
  const { rows } = await on.query<Row>({ name: `${name} ${values.length}`, text, values: [...values] })
  return rows
}
