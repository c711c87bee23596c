import type { Prisma } from '@/generated/prisma/client'
import { pool } from './client'
import { onConnection } from './prepared'

/** One statement of a transaction, prepared by its name (`prepared.ts`). */
export type Ask = <Row extends object>(name: string, statement: Prisma.Sql) => Promise<Row[]>

/**
 * A transaction of statements that are asked thousands of times in a row: straight on the driver, on one connection. All of it
 * stands or none of it does. For everything else there is `db().$transaction`.
 */
export async function preparedTransaction<T>(work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let isSound = false
  try {
    await client.query('begin')
    const answer = await work((name, statement) => onConnection(client, name, statement))
    const { command } = await client.query('commit')
    // So PostgreSQL answers when a statement before it failed.
    if (command === 'ROLLBACK') throw new Error('a transaction was undone: one of its statements failed')
    isSound = true
    return answer
  } catch (error) {
    isSound = await client.query('rollback').then(
      () => true,
      () => false,
    )
    throw error
  } finally {
    // One that cannot be rolled back is closed, and rolls back by that.
    client.release(!isSound)
  }
}
