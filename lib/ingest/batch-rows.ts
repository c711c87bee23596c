import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'
import type { Ask } from '../database/transaction'
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

/** Takes these batches for the length of a transaction, making those that are not there, and reads them: others wait. */
export async function lockBatches(ask: Ask, keys: readonly BatchKey[]): Promise<StoredBatch[]> {
  const asked = askedFor(keys)
  const lock = () =>
    ask<StoredBatch>(
      'lock batches',
      Prisma.sql`select ${COLUMNS} from batches join ${asked} using (category, day) order by category, day for update of batches`,
    )
  const locked = await lock()
  if (locked.length === new Set(keys.map(({ category, day }) => `${category} ${day}`)).size) return locked
  // Everybody takes rows in the same order, so that none wait for each other.
  await ask('make batches', making(keys))
  return lock()
}

/** Makes those that are not there, in a statement of its own: nobody who holds some waits for others that are being made. */
export const makeBatches = (keys: readonly BatchKey[]): Promise<object[]> => prepared('make batches', making(keys))

const making = (keys: readonly BatchKey[]) => Prisma.sql`insert into batches (category, day, state, reason)
  select category, day, 'waiting', 'Nobody looked yet.' from ${askedFor(keys)} order by category, day on conflict do nothing`

/** Those of these batches that are stored. */
export const findBatches = (ask: Ask, keys: readonly BatchKey[]): Promise<StoredBatch[]> =>
  ask('find batches', Prisma.sql`select ${COLUMNS} from batches join ${askedFor(keys)} using (category, day)`)

const askedFor = (keys: readonly BatchKey[]) =>
  Prisma.sql`(select distinct category, day from json_to_recordset(${JSON.stringify(keys)}::json) as asked(category text, day date)) asked`

const COLUMNS = Prisma.sql`category, day::text, state::text, reason, source::text, entries, looks, empty_looks as "emptyLooks",
  first_look_at as "firstLookAt", last_look_at as "lastLookAt", next_look_at as "nextLookAt", completed_at as "completedAt",
  confirmed_new as "confirmedNew", confirmed_cross as "confirmedCross", confirmed_at as "confirmedAt"`

/** Writes what was judged about batches that are locked. Without entries, the counts of a listing that was emptied stay. */
export async function writeBatches(ask: Ask, batches: readonly (BatchKey & Batch)[]): Promise<void> {
  if (batches.length === 0) return
  const told = batches.map((batch) => ({ ...batch, ...countEntries(batch.entries) }))
  await ask(
    'write batches',
    Prisma.sql`update batches b set state = told.state, reason = told.reason, source = told.source, looks = told.looks,
      empty_looks = told."emptyLooks", first_look_at = told."firstLookAt", last_look_at = told."lastLookAt",
      next_look_at = told."nextLookAt", completed_at = told."completedAt",
      entries = case when told.entries = '{}' then b.entries else told.entries end,
      listed_new = case when told.entries = '{}' then b.listed_new else told.new end,
      listed_cross = case when told.entries = '{}' then b.listed_cross else told."cross" end,
      listed_replaced = case when told.entries = '{}' then b.listed_replaced else told.replaced end
    from json_to_recordset(${JSON.stringify(told)}::json) as told(category text, day date, state batch_state, reason text,
      source batch_source, looks int, "emptyLooks" int, "firstLookAt" timestamptz, "lastLookAt" timestamptz,
      "nextLookAt" timestamptz, "completedAt" timestamptz, entries text[], new int, "cross" int, replaced int)
    where b.category = told.category and b.day = told.day`,
  )
}
