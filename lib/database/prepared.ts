import type { Prisma } from '@/generated/prisma/client'
import { pool } from './client'

/**
 * Runs a statement that is asked thousands of times in a row: straight on the driver, parsed and planned once for each connection.
 * Rows come as the driver gives them (`int`, `text`, `jsonb`, `timestamptz` as one expects). For everything else there is `db()`.
 * @param name of the statement; its text may differ only by how many values it takes
 */
export async function prepared<Row extends object>(name: string, { text, values }: Prisma.Sql): Promise<Row[]> {
  const { rows } = await pool().query<Row>({ name: `${name} ${values.length}`, text, values: [...values] })
  return rows
}
