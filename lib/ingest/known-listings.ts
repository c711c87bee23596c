import { db } from '../database/client'
import { addDays } from '../papers/announcement-day'
import { openDay } from './announcement-calendar'
import type { KnownListing } from './place-listing'

/** Copies of feeds are never older than that. */
export const LISTING_DAYS = 7

/** The listings of a category that its feed gave within the last week, newest first. */
export async function listKnownListings(category: string, now: Date): Promise<KnownListing[]> {
  const rows = await db().batch.findMany({
    where: { category, day: { gt: new Date(addDays(openDay(now), -LISTING_DAYS)) }, entries: { isEmpty: false } },
    orderBy: { day: 'desc' },
    select: { day: true, entries: true },
  })
  return rows.map(({ day, entries }) => ({ day: day.toISOString().slice(0, 10), entries: new Set(entries) }))
}
