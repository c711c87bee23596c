import { Temporal } from 'temporal-polyfill'
import { remembered } from '../remembered'

/** Days from `first` to before `end`, as ISO dates. */
export interface DayRange {
  first: string
  end: string
}

const EARLIEST = '1991-07-01'
const LATEST = '2199-12-31'

/** Whether this is a day of the calendar on which arXiv can have announced. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && parsedDay(text)?.toString() === text && text >= EARLIEST && text <= LATEST
}

export const dayRange = (day: string): DayRange => ({ first: day, end: after(day, { days: 1 }) })

/** `2026-W47` (ISO 8601 week, Monday first) → its seven days; null when there is no such week. */
export function weekRange(week: string): DayRange | null {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(week) ?? []
  if (!year || !number) return null
  // 4 January is always in week 1.
  const fourth = Temporal.PlainDate.from(`${year}-01-04`)
  const first = fourth.subtract({ days: fourth.dayOfWeek - 1 }).add({ weeks: Number(number) - 1 })
  return first.weekOfYear === Number(number) && first.yearOfWeek === Number(year) && isDay(first.toString())
    ? { first: first.toString(), end: first.add({ weeks: 1 }).toString() }
    : null
}

/** `2026-11` → its days; null when there is no such month. */
export function monthRange(month: string): DayRange | null {
  if (!/^\d{4}-\d{2}$/.test(month) || !isDay(`${month}-01`)) return null
  return { first: `${month}-01`, end: after(`${month}-01`, { months: 1 }) }
}

/** The ISO week in which a day lies, as `2026-W47`. */
export function weekOf(day: string): string {
  const date = Temporal.PlainDate.from(day)
  return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`
}

/** The month in which a day lies, as `2026-11`. */
export const monthOf = (day: string): string => day.slice(0, 7)

/** `Friday, 20 November 2026`. */
export const dayInWords = (day: string, style: 'long' | 'short' = 'long'): string => WORDS[style](day)

/** Days that are spoken of at the same time are few. */
const KEPT_DAYS = 64
const WORDS = {
  long: remembered(KEPT_DAYS, (day) => wordsOf(day, { month: 'long', weekday: 'long' })),
  short: remembered(KEPT_DAYS, (day) => wordsOf(day, { month: 'short' })),
} as const

const wordsOf = (day: string, parts: Intl.DateTimeFormatOptions): string =>
  Temporal.PlainDate.from(day).toLocaleString('en-GB', { day: 'numeric', year: 'numeric', ...parts })

/** `November 2026`. */
export const monthInWords = (month: string): string =>
  Temporal.PlainDate.from(`${month}-01`).toLocaleString('en-GB', { month: 'long', year: 'numeric' })

function parsedDay(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

const after = (day: string, duration: Temporal.DurationLike) => Temporal.PlainDate.from(day).add(duration).toString()
