import {
  isListingExpected,
  lastAnnouncedDay,
  lookUpDay,
  nextExpectedDay,
  oaiInstant,
  previousExpectedDay,
} from '../announcement-calendar'
import { addDays, announcementInstant, easternDay, easternInstant } from '../announcement-day'

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
  /** A later version than the first: it was listed on an earlier day. */
  isRevised: boolean
  /** The day of its submission (UTC); null: not told. */
  submitted: string | null
}

/** What is known of the days around. */
export interface Days {
  /** Their ids, in any order. */
  ids: readonly DayOfIds[]
  /** When OAI-PMH last answered without the paper; null: never. */
  lastAnswer: Date | null
}

/**
 * The day whose listing held a paper that no listing told us of, as 2026-11-20.
 *
 * arXiv announces in the evening (US Eastern), which is the next day in UTC: a record that was not touched since carries the
 * day of its listing as its datestamp. Of one that was touched, the listing is earlier. Three things bound it then: the last
 * sweep did not hold it; a revision is listed behind the first version; and ids are given out in the order of announcement, so
 * it lies between the days whose ids are below and above its own. What they leave open is decided by the day of submission.
 * A datestamp on a day without a listing belongs to the listing before, and none lies beyond the last announcement. Pure.
 */
export function judgeListingDay(missed: Missed, { ids, lastAnswer }: Days, now: Date): string {
  const touched = listingUpTo(missed.datestamp, now)
  const guess = missed.isRevised ? beforeRevision(missed, previousExpectedDay(touched), lastAnswer) : touched
  const earliest = latestOf(ids.filter(({ first }) => first <= missed.id))
  const latest = earliestOf(ids.filter(({ last }) => last >= missed.id))
  // Ids that overlap tell nothing.
  if (earliest && latest && earliest > latest) return guess
  if (latest && guess > latest) return latest
  return earliest && guess < earliest ? earliest : guess
}

/** The first listing behind the submission, as far as it lies behind the last sweep and before the revision. */
function beforeRevision({ submitted }: Missed, last: string, lastAnswer: Date | null): string {
  const usual = submitted ? nextExpectedDay(submitted) : last
  const behindSweep = lastAnswer ? nextExpectedDay(lastOaiDay(lastAnswer)) : usual
  const [, later = last] = [usual, behindSweep].sort()
  return later > last ? last : later
}

const latestOf = (days: readonly DayOfIds[]) =>
  days
    .map(({ day }) => day)
    .sort()
    .at(-1)
const earliestOf = (days: readonly DayOfIds[]) =>
  days
    .map(({ day }) => day)
    .sort()
    .at(0)

/**
 * The last listing up to that day, of those announced until `now`. A deferral, whether arXiv lists it or other years were so, counts
 * for less than records that arXiv changed on that evening.
 */
export function listingUpTo(day: string, now: Date): string {
  if (lookUpDay(day).status === 'deferred' && announcementInstant(day) <= now) return day
  const last = lastAnnouncedDay(now)
  if (day >= last) return last
  return isListingExpected(day) ? day : previousExpectedDay(day)
}

/** Whether the feeds of that day had their time to tell what they hold: from then on, what they did not tell was missed. */
export const isOverdue = (day: string, now: Date): boolean => now >= easternInstant(day, '12:00')

/** The newest day whose papers OAI-PMH may hold: it is brought up to date at 22:30 US Eastern of the evening before. */
export function lastOaiDay(now: Date): string {
  const tomorrow = addDays(easternDay(now), 1)
  return oaiInstant(tomorrow) <= now ? tomorrow : easternDay(now)
}
