import { feedInstant, openDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { db } from '../database/client'
import type { BatchState } from './batch-facts'
import type { KnownListing } from './place-listing'

/** Copies of feeds are never older than that. */
export const LISTING_DAYS = 7

/** Who looked so late and found nothing saw the feed of that day to its end. */
const LAST_HOURS_MS = 4 * 3_600_000

/**
 * The listings of a category that its feed gave within the last week, newest first; empty ones too, of days whose feed was seen
 * without entries to its end.
 */
export async function listKnownListings(category: string, now: Date): Promise<KnownListing[]> {
  const today = openDay(now)
  const rows = await db().batch.findMany({
    where: { category, day: { gt: new Date(addDays(today, -LISTING_DAYS)) } },
    orderBy: { day: 'desc' },
    select: { day: true, entries: true, state: true, lastLookAt: true },
  })
  return rows
    .map(({ day, ...rest }) => ({ day: day.toISOString().slice(0, 10), ...rest }))
    .filter((row) => row.entries.length > 0 || (row.day < today && wasEmptyToItsEnd(row)))
    .map(({ day, entries }) => ({ day, entries: new Set(entries) }))
}

function wasEmptyToItsEnd({ day, state, lastLookAt }: { day: string; state: BatchState; lastLookAt: Date | null }) {
  const isEmpty = state === 'late' || state === 'quiet' || state === 'holiday'
  const end = feedInstant(addDays(day, 1)).getTime()
  return isEmpty && lastLookAt !== null && lastLookAt.getTime() >= end - LAST_HOURS_MS
}
