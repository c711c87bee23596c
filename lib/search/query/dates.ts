import { Temporal } from 'temporal-polyfill'

/** Days as ISO dates; null: no bound on that side, and never on both. */
export interface DayRange {
  first: string | null
  /** The first day after it. */
  end: string | null
}

interface Span {
  first: Temporal.PlainDate
  end: Temporal.PlainDate
}

/** `2025`, `2025-06`, `2025-06-30`, and ranges of these: `2025-01..2025-06`, `2025..`, `..2024`; null for everything else. */
export function parseDayRange(text: string): DayRange | null {
  const [from = '', to, ...rest] = text.split('..')
  if (rest.length > 0 || text === '..') return null
  if (to === undefined) return closed(spanOf(from), spanOf(from))
  const [first, last] = [from === '' ? null : spanOf(from), to === '' ? null : spanOf(to)]
  if ((from !== '' && !first) || (to !== '' && !last)) return null
  return first && last ? closed(first, last) : { first: iso(first?.first), end: iso(last?.end) }
}

/** The shortest way to write a range; `parseDayRange` of it gives the range back. */
export function dayRangeText({ first, end }: DayRange): string {
  const last = end === null ? null : Temporal.PlainDate.from(end).subtract({ days: 1 })
  if (first === null || last === null)
    return first === null ? `..${last ? endText(last) : ''}` : `${startText(Temporal.PlainDate.from(first))}..`
  const start = Temporal.PlainDate.from(first)
  const candidates = [yearOf(start), monthOf(start), first]
  const single = candidates.find((text) => sameRange(parseDayRange(text), { first, end }))
  return single ?? `${startText(start)}..${endText(last)}`
}

const startText = (day: Temporal.PlainDate) =>
  day.dayOfYear === 1 ? yearOf(day) : day.day === 1 ? monthOf(day) : iso(day)
const endText = (day: Temporal.PlainDate) =>
  day.dayOfYear === day.daysInYear ? yearOf(day) : day.day === day.daysInMonth ? monthOf(day) : iso(day)
const yearOf = (day: Temporal.PlainDate) => String(day.year)
const monthOf = (day: Temporal.PlainDate) => day.toPlainYearMonth().toString()

const sameRange = (one: DayRange | null, other: DayRange) => one?.first === other.first && one.end === other.end

/** arXiv began in 1991; a range that ends before it begins finds nothing and is none. */
function closed(from: Span | null, to: Span | null): DayRange | null {
  return from && to && Temporal.PlainDate.compare(from.first, to.end) < 0
    ? { first: from.first.toString(), end: to.end.toString() }
    : null
}

function spanOf(text: string): Span | null {
  const [, year, month, day] = /^((?:19|20|21)\d{2})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (!year) return null
  try {
    const first = Temporal.PlainDate.from(`${year}-${month ?? '01'}-${day ?? '01'}`)
    return { first, end: first.add(day ? { days: 1 } : month ? { months: 1 } : { years: 1 }) }
  } catch {
    return null
  }
}

const iso = (day: Temporal.PlainDate | undefined) => day?.toString() ?? null
