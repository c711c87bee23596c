import { addDays, easternInstant } from '../papers/announcement-day'
import { isListingExpected, lastAnnouncedDay, previousExpectedDay } from './announcement-calendar'

/** The ids of the papers that were announced as new on a day: the first and the last of them. */
export interface DayOfIds {
  day: string
  first: string
  last: string
}

/** What is known of a paper whose listing was missed. */
export interface Missed {
  id: string
  /** When arXiv changed its record last (UTC): the day of its listing, unless it was changed again. */
  datestamp: string
}

/**
 * The day whose listing held a paper that no listing told us of, as 2026-11-20.
 *
 * arXiv announces in the evening (US Eastern), which is the next day in UTC: a record that was not touched since carries the
 * day of its listing as its datestamp. Of one that was touched, the listing is earlier: arXiv gives out ids in the order of
 * announcement, so a paper lies between the days whose ids are below and above its own. A datestamp on a day without a listing
 * belongs to the listing before, and none lies beyond the last announcement. Pure.
 * @param days what is known of days around, in any order; days whose ids overlap tell nothing
 */
export function judgeListingDay({ id, datestamp }: Missed, days: readonly DayOfIds[], now: Date): string {
  const byDate = listingUpTo(datestamp, now)
  const earliest = days
    .filter(({ first }) => first <= id)
    .map(({ day }) => day)
    .sort()
    .at(-1)
  const latest = days
    .filter(({ last }) => last >= id)
    .map(({ day }) => day)
    .sort()
    .at(0)
  if (earliest && latest && earliest > latest) return byDate
  if (latest && byDate > latest) return latest
  return earliest && byDate < earliest ? earliest : byDate
}

/** The last listing up to that day, of those announced until `now`. */
export function listingUpTo(day: string, now: Date): string {
  const last = lastAnnouncedDay(now)
  if (day >= last) return last
  return isListingExpected(day) ? day : previousExpectedDay(day)
}

/** Whether the feeds of that day had their time to tell what they hold: from then on, what they did not tell was missed. */
export const isOverdue = (day: string, now: Date): boolean => now >= easternInstant(day, '12:00')

/** When arXiv's OAI-PMH was last brought up to date, by its custom: 22:30 US Eastern (https://info.arxiv.org/help/oa/index.html). */
export function lastOaiInstant(now: Date, easternToday: string): Date {
  const tonight = easternInstant(easternToday, '22:30')
  return tonight <= now ? tonight : easternInstant(addDays(easternToday, -1), '22:30')
}
