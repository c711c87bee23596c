import { isDeepStrictEqual } from 'node:util'
import { db } from '../database/client'
import { addDays } from '../papers/announcement-day'
import { expectedDaysBetween, feedDay, openDay } from './announcement-calendar'
import { type Count, judgeCount, judgeEnd } from './batch'
import { type BatchKey, dateOf, dayOf, inTransaction, lockBatches, type StoredBatch, writeBatch } from './batch-rows'

/** Days further back stay as they are. */
const LOOK_BACK_DAYS = 30

/**
 * Brings batches up to date with what is known without a look: days on which nobody looked, days whose feed is gone, and what
 * the nightly sweep counted. May run again and beside itself.
 */
export async function settleBatches(categories: readonly string[], now: Date): Promise<void> {
  await addMissedDays(categories, now)
  const due = await listUnsettled(now)
  if (due.length === 0) return
  await inTransaction(async (tx) => {
    for (const batch of await lockBatches(tx, due)) {
      const after = settle(batch, now)
      if (!isDeepStrictEqual(after, batch)) await writeBatch(tx, batch, after)
    }
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

/** A house that was down, or not there yet, leaves gaps between the days that it knows. */
async function addMissedDays(categories: readonly string[], now: Date): Promise<void> {
  const from = addDays(openDay(now), -LOOK_BACK_DAYS)
  const days = expectedDaysBetween(from, feedDay(now))
  await db().$executeRaw`
    insert into batches (category, day, state, reason)
    select known.category, missed.day, 'waiting', 'Nobody looked yet.'
    from (
      select category, min(day) as first from batches where category = any(${[...categories]}) and day >= ${from}::date
      group by category
    ) known
    join unnest(${days}::date[]) as missed(day) on missed.day > known.first
    where not exists (select from batches b where b.category = known.category and b.day = missed.day)
    on conflict do nothing`
}

async function listUnsettled(now: Date): Promise<BatchKey[]> {
  const today = openDay(now)
  const rows = await db().batch.findMany({
    where: {
      day: { gte: dateOf(addDays(today, -LOOK_BACK_DAYS)) },
      OR: [
        { day: { lt: dateOf(today) }, state: 'waiting' },
        { day: { lt: dateOf(today) }, nextLookAt: { not: null } },
        { confirmedAt: { not: null }, state: { in: ['late', 'failed'] } },
        { OR: [{ confirmedNew: { gt: 0 } }, { confirmedCross: { gt: 0 } }], state: { in: ['quiet', 'holiday'] } },
      ],
    },
    select: { category: true, day: true },
  })
  return rows.map(({ category, day }) => ({ category, day: dayOf(day) }))
}
