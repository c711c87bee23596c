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
    // On its way together with the first statement (`pipeline` in client.ts); nothing is made of an answer before it is certain that this began.
    const begun = client.query('begin')
    begun.catch(() => {})
    const answer = await work(async <Row extends object>(name: string, statement: Prisma.Sql) => {
      const [rows] = await Promise.all([onConnection<Row>(client, name, statement), begun])
      return rows
    })
    await begun
    await client.query('commit')
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
