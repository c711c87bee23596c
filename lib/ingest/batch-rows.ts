import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { countEntries } from './batch'
import type { Batch } from './batch-facts'

/** One category's day. */
export interface BatchKey {
  category: string
  /** As 2026-11-20. */
  day: string
}

/** A batch as it is stored. */
export type StoredBatch = BatchKey &
  Batch & { confirmedNew: number | null; confirmedCross: number | null; confirmedAt: Date | null }

/** The client within a transaction. */
export type Transaction = Prisma.TransactionClient

/** As Prisma takes the days of a table. */
export const dateOf = (day: string) => new Date(day)
export const dayOf = (date: Date) => date.toISOString().slice(0, 10)

/** Takes these batches for the length of a transaction, making those that are not there, and reads them: others wait. */
export async function lockBatches(tx: Transaction, keys: readonly BatchKey[]): Promise<StoredBatch[]> {
  const asked = Prisma.sql`json_to_recordset(${JSON.stringify(keys)}::json) as asked(category text, day date)`
  // Everybody takes rows in the same order, so that none wait for each other.
  await tx.$executeRaw`
    insert into batches (category, day, state, reason)
    select category, day, 'waiting', 'Nobody looked yet.' from ${asked} order by category, day on conflict do nothing`
  await tx.$queryRaw`
    select 1 from batches join ${asked} using (category, day) order by category, day for update of batches`
  return findBatches(tx, keys)
}

/** Those of these batches that are stored. */
export async function findBatches(tx: Transaction, keys: readonly BatchKey[]): Promise<StoredBatch[]> {
  const rows = await tx.batch.findMany({
    where: { OR: keys.map(({ category, day }) => ({ category, day: dateOf(day) })) },
  })
  return rows.map((row) => ({ ...row, day: dayOf(row.day) }))
}

/** Writes what was judged about a batch that is locked. */
export async function writeBatch(tx: Transaction, { category, day }: BatchKey, batch: Batch): Promise<void> {
  const counts = countEntries(batch.entries)
  const { state, reason, source, entries, looks, emptyLooks, firstLookAt, lastLookAt, nextLookAt, completedAt } = batch
  await tx.batch.update({
    where: { category_day: { category, day: dateOf(day) } },
    data: {
      ...{ state, reason, source, looks, emptyLooks, firstLookAt, lastLookAt, nextLookAt, completedAt },
      // Without entries the counts of a listing that was emptied stay.
      ...(entries.length > 0
        ? { entries: [...entries], listedNew: counts.new, listedCross: counts.cross, listedReplaced: counts.replaced }
        : {}),
    },
  })
}

/** In one transaction: some hundred small statements at most. */
export const inTransaction = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  db().$transaction(work, { maxWait: 30_000, timeout: 60_000 })
