import { isDeepStrictEqual } from 'node:util'
import { Prisma } from '@/generated/prisma/client'
import { expectedDaysBetween, feedDay, openDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { prepared } from '../database/prepared'
import { preparedTransaction } from '../database/transaction'
import { type Count, judgeCount, judgeEnd } from './batch'
import { type BatchKey, lockBatches, type StoredBatch, writeBatches } from './batch-rows'

/** Days further back stay as they are. */
const LOOK_BACK_DAYS = 30

/**
 * Brings batches up to date with what is known without a look: days on which nobody looked, days whose feed is gone, and what
 * the nightly sweep counted. May run again and beside itself.
 */
export async function settleBatches(categories: readonly string[], now: Date): Promise<void> {
  const due = await listUnsettled(categories, now)
  if (due.length === 0) return
  await preparedTransaction(async (ask) => {
    const settled = (await lockBatches(ask, due)).map((batch) => ({ batch, after: settle(batch, now) }))
    const changed = settled.filter(({ batch, after }) => !isDeepStrictEqual(after, batch))
    await writeBatches(
      ask,
      changed.map(({ after }) => after),
    )
  })
}

function settle(batch: StoredBatch, now: Date) {
  const ended = batch.day < openDay(now) ? { ...batch, ...judgeEnd(batch) } : batch
  const count = countOf(batch)
  return count ? { ...ended, ...judgeCount(ended, count, batch.day) } : ended
}

function countOf({ confirmedNew, confirmedCross, confirmedAt }: StoredBatch): Count | null {
  return confirmedAt ? { papers: (confirmedNew ?? 0) + (confirmedCross ?? 0), at: confirmedAt } : null
}

/**
 * The batches that may have to be brought up to date. A house that was down, or not there yet, leaves gaps between the days
 * that it knows: they are made in the same statement, since this is asked every few minutes.
 */
async function listUnsettled(categories: readonly string[], now: Date): Promise<BatchKey[]> {
  const today = openDay(now)
  const from = addDays(today, -LOOK_BACK_DAYS)
  const days = expectedDaysBetween(from, feedDay(now))
  return prepared<BatchKey>(
    'list unsettled batches',
    Prisma.sql`with missed as (
      insert into batches (category, day, state, reason)
      select known.category, missed.day, 'waiting', 'Nobody looked yet.'
      from (
        select category, min(day) as first from batches where category = any(${[...categories]}) and day >= ${from}::date
        group by category
      ) known
      join unnest(${days}::date[]) as missed(day) on missed.day > known.first
      where not exists (select from batches b where b.category = known.category and b.day = missed.day)
      on conflict do nothing returning category, day
    )
    select category, day::text from missed
    union
    select category, day::text from batches
    where day >= ${from}::date and (
      (day < ${today}::date and (state = 'waiting' or next_look_at is not null))
      or (confirmed_at is not null and state in ('late', 'failed'))
      or ((confirmed_new > 0 or confirmed_cross > 0) and state in ('quiet', 'holiday'))
    )`,
  )
}
