import { Temporal } from 'temporal-polyfill'
import { addDays } from './announcement-day'

/** A day on which arXiv leaves a listing out and brings its papers with a later one. */
export interface DeferredDay {
  /** As 2026-11-26. */
  day: string
  /** For a sentence: Thanksgiving. */
  name: string
  /** `published`: arXiv lists the day. `by-rule`: only expected, since other years were so. */
  certainty: 'published' | 'by-rule'
}

/**
 * The days that arXiv lists as deferred, read as days that a listing would carry: three of 2026 are Fridays, on whose
 * evenings nothing is announced anyway (https://info.arxiv.org/help/availability.html).
 */
const PUBLISHED: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2026: {
    '2026-01-01': 'New Year’s Day',
    '2026-01-19': 'Martin Luther King Jr. Day',
    '2026-06-19': 'Juneteenth',
    '2026-07-03': 'Independence Day',
    '2026-09-07': 'Labor Day',
    '2026-11-26': 'Thanksgiving',
    '2026-12-25': 'Christmas',
    '2026-12-29': 'the winter break',
    '2026-12-31': 'New Year’s Eve',
  },
}

/**
 * Whether a listing of that day is deferred, and why; null: not that we know. Years whose list is not known go by rule:
 * public holidays of the United States that the list of 2026 holds, moved to Friday from Saturday and to Monday from Sunday.
 * @param day as 2026-11-26
 */
export function findDeferral(day: string): DeferredDay | null {
  const year = Number(day.slice(0, 4))
  const published = PUBLISHED[year]
  if (published) return published[day] ? { day, name: published[day], certainty: 'published' } : null
  // New Year's Day of the next year may be observed on the last day of this one.
  const name = [...holidaysOf(year), ...holidaysOf(year + 1)].find(([observed]) => observed === day)?.[1]
  return name ? { day, name, certainty: 'by-rule' } : null
}

const MONDAY = 1
const THURSDAY = 4

/** By year: each look asks for some thirty days. */
const known = new Map<number, [day: string, name: string][]>()

function holidaysOf(year: number): [day: string, name: string][] {
  const holidays = known.get(year) ?? reckonHolidays(year)
  known.set(year, holidays)
  return holidays
}

function reckonHolidays(year: number): [day: string, name: string][] {
  return [
    [observed(`${year}-01-01`), 'New Year’s Day'],
    [nthWeekday(year, 1, MONDAY, 3), 'Martin Luther King Jr. Day'],
    [observed(`${year}-06-19`), 'Juneteenth'],
    [observed(`${year}-07-04`), 'Independence Day'],
    [nthWeekday(year, 9, MONDAY, 1), 'Labor Day'],
    [nthWeekday(year, 11, THURSDAY, 4), 'Thanksgiving'],
    [observed(`${year}-12-25`), 'Christmas'],
    [`${year}-12-31`, 'New Year’s Eve'],
  ]
}

function observed(day: string): string {
  const weekday = Temporal.PlainDate.from(day).dayOfWeek
  return addDays(day, weekday === 6 ? -1 : weekday === 7 ? 1 : 0)
}

function nthWeekday(year: number, month: number, weekday: number, nth: number): string {
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return first.add({ days: ((weekday - first.dayOfWeek + 7) % 7) + 7 * (nth - 1) }).toString()
}
