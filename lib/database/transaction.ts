import type { QueryResult } from 'pg'
import type { Prisma } from '@/generated/prisma/client'
import { pool } from './client'
import { onConnection } from './prepared'

/** One statement of a transaction, prepared by its name (`prepared.ts`). */
export type Ask = <Row extends object>(name: string, statement: Prisma.Sql) => Promise<Row[]>

/**
 * A transaction of statements that are asked thousands of times in a row: straight on the driver, on one connection. All of it
 * stands or none of it does. For everything else there is `db().$transaction`.
 * @param work is given a second way to ask, for the last statement: its commit is on its way with it, so that what it locks is free again a
 * journey earlier. Whatever is to undo the transaction after that has to fail in the database.
 */
export async function preparedTransaction<T>(work: (ask: Ask, askLast: Ask) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let isSound = false
  try {
    // On its way together with the first statement (`pipeline` in client.ts); nothing is made of an answer before it is certain that this began.
    const begun = client.query('begin')
    begun.catch(() => {})
    let committed: Promise<QueryResult> | undefined
    const ask = async <Row extends object>(name: string, statement: Prisma.Sql) => {
      const [rows] = await Promise.all([onConnection<Row>(client, name, statement), begun])
      return rows
    }
    const askLast: Ask = (name, statement) => {
      const rows = ask<never>(name, statement)
      committed = client.query('commit')
      committed.catch(() => {})
      return rows
    }
    const answer = await work(ask, askLast)
    await begun
    const { command } = await (committed ?? client.query('commit'))
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
