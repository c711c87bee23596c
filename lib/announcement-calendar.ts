import { addDays, announcementInstant, easternDay, easternInstant, isWeekend } from './announcement-day'
import { findDeferral } from './deferred-days'
import { remembered } from './remembered'

/**
 * What arXiv's calendar says of a day that a listing may carry. A listing comes from Monday to Friday, announced at 20:00 US
 * Eastern of the evening before (https://info.arxiv.org/help/availability.html). `reason` is a sentence for readers.
 */
export type CalendarDay =
  | { status: 'expected' }
  | { status: 'rest'; reason: string }
  /** Papers may come all the same, the more so when the day is `by-rule`. */
  | { status: 'deferred'; reason: string; certainty: 'published' | 'by-rule' }

/** Some years of them: the days of a page of records are few. */
const KEPT_DAYS = 2000

/** @param day as 2026-11-20 */
export const lookUpDay: (day: string) => Readonly<CalendarDay> = remembered(KEPT_DAYS, readCalendar)

function readCalendar(day: string): CalendarDay {
  if (isWeekend(day)) return { status: 'rest', reason: 'arXiv does not announce on Fridays and Saturdays.' }
  const deferral = findDeferral(day)
  if (!deferral) return { status: 'expected' }
  const { name, certainty } = deferral
  const reason = certainty === 'published' ? `Deferred: ${name}.` : `Probably deferred: ${name}.`
  return { status: 'deferred', certainty, reason }
}

/** True when a listing should carry that day. */
export const isListingExpected = (day: string): boolean => lookUpDay(day).status === 'expected'

/** When the announcement feeds of that day are made: at midnight US Eastern, four hours after the announcement. */
export const feedInstant = (day: string): Date => easternInstant(day, '00:00')

/** When OAI-PMH has the papers of that day: about 22:30 US Eastern of the evening before. */
export const oaiInstant = (day: string): Date => easternInstant(addDays(day, -1), '22:30')

/** The day whose feeds are being served, which may be a day of rest or a deferred one. */
export const feedDay = (now: Date): string => easternDay(now)

/** The newest day that is or was to have feeds: as `feedDay`, but on a day of rest the Friday before it. */
export function openDay(now: Date): string {
  let day = feedDay(now)
  while (isWeekend(day)) day = addDays(day, -1)
  return day
}

/** When nobody looks for the listing of that day any more, since the next one that may come has its feed. */
export function closingInstant(day: string): Date {
  let next = addDays(day, 1)
  while (isWeekend(next)) next = addDays(next, 1)
  return feedInstant(next)
}

/** The newest day at `now` that was announced, by the calendar. */
export const lastAnnouncedDay = (now: Date): string =>
  // At 20:00 it is the next day that is announced.
  expectedFrom(addDays(easternDay(now), 1), -1, (day) => announcementInstant(day) <= now)

/** The next announcement after an instant, and the day that its listing will carry. */
export function nextAnnouncement(after: Date): { day: string; at: Date } {
  const day = expectedFrom(easternDay(after), 1, (each) => announcementInstant(each) > after)
  return { day, at: announcementInstant(day) }
}

/** The first expected day after that one. */
export const nextExpectedDay = (day: string): string => expectedFrom(addDays(day, 1), 1)

/** The last expected day before that one. */
export const previousExpectedDay = (day: string): string => expectedFrom(addDays(day, -1), -1)

/** The day before, passing over those of rest; it may be a deferred one. */
export function listingDayBefore(day: string): string {
  let before = addDays(day, -1)
  while (isWeekend(before)) before = addDays(before, -1)
  return before
}

/** The expected days after `from` and before `until`, in their order. */
export function expectedDaysBetween(from: string, until: string): string[] {
  const days: string[] = []
  for (let day = nextExpectedDay(from); day < until; day = nextExpectedDay(day)) days.push(day)
  return days
}

/** The same with the deferred ones, on which papers may have come all the same: every day but those of rest. */
export function listingDaysBetween(from: string, until: string): string[] {
  const days: string[] = []
  for (let day = addDays(from, 1); day < until; day = addDays(day, 1)) if (!isWeekend(day)) days.push(day)
  return days
}

/** Why there is nothing new at `now`, in a sentence; null: something is due or was announced today. */
export function reasonForQuiet(now: Date): string | null {
  const day = lookUpDay(easternDay(now))
  return day.status === 'expected' ? null : day.reason
}

function expectedFrom(start: string, step: 1 | -1, fits: (day: string) => boolean = () => true): string {
  let day = start
  while (!(isListingExpected(day) && fits(day))) day = addDays(day, step)
  return day
}
