import { feedDay, lookUpDay, openDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import type { AnnouncementType } from '../papers/types'

/** An entry of a feed: this version of a paper, announced in this way. arXiv announces none of them twice in a category. */
export interface Entry {
  paperId: string
  version: number
  type: AnnouncementType
  /** The day that the feed gives. */
  day: string
}

/** A listing of the same category that is here already; without entries: its day is over, and its feed was empty. */
export interface KnownListing {
  day: string
  entries: ReadonlySet<string>
}

/** By this a listing is known again, whatever the dates on it: `2611.00001v2:replace`. */
export const entryKey = ({ paperId, version, type }: Omit<Entry, 'day'>) => `${paperId}v${version}:${type}`

/**
 * The day to which each entry of a feed belongs, by what its entries are: feeds have been seen a day behind, and copies of
 * yesterday's are served for hours. An entry that is here belongs where it is. Of the others, a day that is over is believed
 * when its listing is not here, or is the very one that the feed repeats. Pure.
 * @param known  the listings of the last days, of this category
 * @param now    when the feed was read
 * @returns the days in the order of the entries
 */
export function placeListing(entries: readonly Entry[], known: readonly KnownListing[], now: Date): string[] {
  const byKey = new Map(known.flatMap((listing) => [...listing.entries].map((key) => [key, listing.day] as const)))
  const keys = entries.map(entryKey)
  const repeated = new Set(keys.flatMap((key) => byKey.get(key) ?? []))
  const over = new Set(known.map(({ day }) => day).filter((day) => !repeated.has(day)))
  return entries.map((entry, index) => byKey.get(keys[index] ?? '') ?? dayOf(entry.day, over, now))
}

/**
 * The day before, when a feed tells it of entries that are not here and its listing was never seen: the feed may be an old copy, or of
 * today and dated a day behind, and only a sweep can tell (`known-listings.ts`). Null: there is no doubt. Pure.
 */
export function doubtfulDay(entries: readonly Entry[], known: readonly KnownListing[], now: Date): string | null {
  const yesterday = addDays(openDay(now), -1)
  const here = new Set(known.flatMap((listing) => [...listing.entries]))
  const seen = new Set(known.map(({ day }) => day))
  const days = placeListing(entries, known, now)
  return (
    days.find((day, at) => day === yesterday && !seen.has(day) && !here.has(entryKey(entries[at] as Entry))) ?? null
  )
}

/** @param over days whose listing is here and is another one */
function dayOf(told: string, over: ReadonlySet<string>, now: Date): string {
  const today = feedDay(now)
  if (told === today) return told
  // Between the announcement and midnight, a feed may carry the day to come.
  if (told === addDays(today, 1) && lookUpDay(told).status !== 'rest') return told
  const isBelieved = told < today && !over.has(told) && lookUpDay(told).status === 'expected'
  return isBelieved ? told : openDay(now)
}
