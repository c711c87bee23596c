import { openDay } from '../announcement-calendar'
import type { AnnouncementLine } from '../papers/types'
import type { AnnouncementFeed } from './arxiv-feed'
import type { Look } from './batch-facts'
import { doubtfulDay, type Entry, entryKey, type KnownListing, placeListing } from './place-listing'

/** What a look tells about one day. */
export interface DayLook {
  day: string
  look: Look
}

/**
 * A feed as it was read → the lines of its listing, each under the day to which it belongs, and what it tells about each
 * day, the current one always. Pure.
 * @param known the listings of the last days, of the same category, newest first
 * @param swept the days on which a sweep put papers of this feed. What a feed tells of a day that nobody saw is believed when these say
 *              the same, is today's when they say so, and without them is not yet known: nothing of it is told
 */
export function lookOfFeed(
  feed: Exclude<AnnouncementFeed, { status: 'broken' }>,
  known: readonly KnownListing[],
  now: Date,
  swept: readonly string[],
): { announcements: AnnouncementLine[]; looks: DayLook[] } {
  const today = openDay(now)
  if (feed.status === 'empty') {
    return { announcements: [], looks: [{ day: today, look: { outcome: 'empty', builtOn: feed.builtOn } }] }
  }
  const entries = entriesOf(feed)
  const doubt = doubtfulDay(entries, known, now)
  const [told, untold] = [doubt, today].map((day) => swept.filter((one) => one === day).length) as [number, number]
  if (doubt && told + untold === 0) {
    return { announcements: [], looks: [{ day: today, look: { outcome: 'known', of: doubt } }] }
  }
  const isDatedBehind = doubt !== null && untold > told
  const days = placeListing(entries, isDatedBehind ? [...known, { day: doubt, entries: new Set() }] : known, now)
  const announcements = feed.announcements.map((line, index) => ({ ...line, day: days[index] ?? line.day }))
  const rejected = feed.rejected.length
  const looks = [...new Set(days)].map((day): DayLook => {
    const ofDay = entries.filter((_, index) => days[index] === day).map(entryKey)
    return { day, look: { outcome: 'listing', entries: ofDay, rejected } }
  })
  return {
    announcements,
    looks: days.includes(today) ? looks : [...looks, { day: today, look: missing(days, rejected) }],
  }
}

/** What it tells that the copy that we have is still the newest. Pure. */
export const lookOfUnchanged = (known: readonly KnownListing[], now: Date): DayLook => ({
  day: openDay(now),
  look: { outcome: 'known', of: known.find(({ entries }) => entries.size > 0)?.day ?? null },
})

/** What it tells that a feed could not be read. Pure. */
export const troubleAt = (now: Date, reason: string): DayLook => ({
  day: openDay(now),
  look: { outcome: 'trouble', reason },
})

const missing = (days: string[], rejected: number): Look =>
  days.length > 0
    ? { outcome: 'known', of: [...days].sort().at(-1) ?? null }
    : { outcome: 'trouble', reason: `None of the ${rejected} entries of the feed can be used.` }

/** Papers and lines of a feed stand side by side. */
export const entriesOf = ({ papers, announcements }: Extract<AnnouncementFeed, { status: 'announced' }>): Entry[] =>
  announcements.map(({ paperId, type, day }, index) => ({ paperId, type, day, version: papers[index]?.version ?? 1 }))
