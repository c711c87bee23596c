import { Prisma } from '@/generated/prisma/client'
import { feedInstant, openDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { prepared } from '../database/prepared'
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
  const rows = await prepared<DayRow & { entries: string[] }>(
    'list known listings',
    Prisma.sql`select day::text, entries, state::text, last_look_at as "lastLookAt" from batches
      where category = ${category} and day > ${addDays(today, -LISTING_DAYS)}::date order by day desc`,
  )
  return rows
    .filter((row) => row.entries.length > 0 || (row.day < today && wasEmptyToItsEnd(row)))
    .map(({ day, entries }) => ({ day, entries: new Set(entries) }))
}

/** The days on which a sweep put these papers in a category, a day for each line. */
export async function listSweptDays(category: string, lines: readonly { paperId: string }[]): Promise<string[]> {
  const rows = await prepared<{ day: string }>(
    'list swept days',
    Prisma.sql`select day::text from announcements
      where category = ${category} and judged and paper_id = any(${lines.map(({ paperId }) => paperId)}::text[])`,
  )
  return rows.map(({ day }) => day)
}

interface DayRow {
  day: string
  state: BatchState
  lastLookAt: Date | null
}

function wasEmptyToItsEnd({ day, state, lastLookAt }: DayRow): boolean {
  const isEmpty = state === 'late' || state === 'quiet' || state === 'holiday'
  const end = feedInstant(addDays(day, 1)).getTime()
  return isEmpty && lastLookAt !== null && lastLookAt.getTime() >= end - LAST_HOURS_MS
}
