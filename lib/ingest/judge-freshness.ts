import type { BatchState } from '@/generated/prisma/client'
import {
  expectedDaysBetween,
  feedInstant,
  lastAnnouncedDay,
  nextExpectedDay,
  previousExpectedDay,
} from '../announcement-calendar'
import { addDays, announcementInstant, easternInstant } from '../announcement-day'

/** How many papers stood in a listing. */
export interface ListingCounts {
  new: number
  cross: number
}

/** What is known here of one category's listing of one day. */
export interface DayRecord {
  category: string
  /** As 2026-11-20. */
  day: string
  /** Null: nobody watched that day, the papers came some other way. */
  state: BatchState | null
  reason: string
  /** Entries of arXiv's feed; null: no feed of that day was read. */
  listed: (ListingCounts & { replaced: number }) | null
  /** What the nightly sweep counts at arXiv; null: not counted yet. */
  confirmed: ListingCounts | null
  here: ListingCounts & { replaced: number }
  lookedAt: Date | null
}

/**
 * `fresh`: the newest listing that is due is known. `waiting`: it is due since less than half a day. `late`: longer. `away`: two
 * listings or more. `unknown`: nothing was ever heard.
 */
export type Verdict = 'fresh' | 'waiting' | 'late' | 'away' | 'unknown'

/** A listing of the last 30 days that is not whole here. */
export interface Gap {
  category: string
  day: string
  /** How many papers arXiv has more; null: nobody knows, since the listing itself is not known. */
  missing: number | null
}

export interface CategoryFreshness {
  category: string
  verdict: Verdict
  /** The newest day of which anything is known. */
  last: DayRecord | null
  /** The newest day whose papers are here. */
  newestDay: string | null
  /** Since arXiv announced that day. */
  ageSeconds: number | null
  /** Listings that are due and not known. */
  behind: number
  gaps: Gap[]
  /** The newest listing holds far fewer papers than usual on that weekday. */
  alarm: { papers: number; usual: number } | null
}

/** How far back gaps are told, in days. */
export const GAP_DAYS = 30
/** How far back listings are compared with, in days: eight of each weekday. */
export const COMPARED_DAYS = 56
/** Below this share of the usual number, somebody should look. */
const LOW_SHARE = 0.3
/** Fewer days tell nothing about what is usual. */
const LEAST_DAYS = 3

const SETTLED: readonly (BatchState | null)[] = ['complete', 'quiet', 'holiday']

/**
 * How fresh a category is. Pure.
 * @param days what is known of its days, newest first; of the last `COMPARED_DAYS`
 */
export function judgeCategory(category: string, days: readonly DayRecord[], now: Date): CategoryFreshness {
  const due = dueDay(now)
  const last = days[0] ?? null
  const newestDay = days.find(holdsPapers)?.day ?? null
  const known = days.find(isKnown)?.day ?? null
  const behind = last ? daysBehind(known ?? previousExpectedDay(days.at(-1)?.day ?? due), due) : 0
  return {
    category,
    verdict: last ? verdictOf(behind, due, now) : 'unknown',
    last,
    newestDay,
    ageSeconds: newestDay === null ? null : secondsSince(announcementInstant(newestDay), now),
    behind,
    gaps: gapsOf(days, due),
    alarm: alarmOf(days),
  }
}

/** Whole seconds; never below zero. */
export const secondsSince = (instant: Date, now: Date): number =>
  Math.max(0, Math.round((now.getTime() - instant.getTime()) / 1000))

/** The newest day whose feed should be there. */
export function dueDay(now: Date): string {
  const announced = lastAnnouncedDay(now)
  return feedInstant(announced) <= now ? announced : previousExpectedDay(announced)
}

/** The verdict on the whole: the worst of them; unknown ones count only when there is nothing else. */
export function worstOf(verdicts: readonly Verdict[]): Verdict {
  return (['away', 'late', 'waiting', 'fresh'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'unknown'
}

const holdsPapers = ({ here }: DayRecord) => here.new + here.cross + here.replaced > 0

/** By its batch; where nobody watched, by the papers that are here. */
const isKnown = (record: DayRecord) => (record.state ? SETTLED.includes(record.state) : holdsPapers(record))

const daysBehind = (known: string, due: string) =>
  known >= due ? 0 : expectedDaysBetween(known, nextExpectedDay(due)).length

function verdictOf(behind: number, due: string, now: Date): Verdict {
  if (behind === 0) return 'fresh'
  if (behind > 1) return 'away'
  return now < easternInstant(due, '12:00') ? 'waiting' : 'late'
}

function gapsOf(days: readonly DayRecord[], due: string): Gap[] {
  const since = addDays(due, -GAP_DAYS)
  return days
    .filter(({ day }) => day >= since)
    .flatMap(({ category, day, state, listed, confirmed, here }) => {
      const missing = Math.max(missingOf(listed, here), missingOf(confirmed, here))
      if (missing > 0) return { category, day, missing }
      const isUnread = state === 'late' || state === 'failed' || (state === 'waiting' && day < due)
      return isUnread ? { category, day, missing: null } : []
    })
}

const missingOf = (arxiv: ListingCounts | null, here: ListingCounts) =>
  arxiv ? Math.max(0, arxiv.new - here.new) + Math.max(0, arxiv.cross - here.cross) : 0

function alarmOf(days: readonly DayRecord[]): CategoryFreshness['alarm'] {
  const newest = days.find((record) => record.state === 'complete')
  if (!newest) return null
  const before = days.filter(({ day }) => day < newest.day && weekdayOf(day) === weekdayOf(newest.day))
  const volumes = before.map(volumeOf).filter((papers) => papers > 0)
  const usual = medianOf(volumes)
  const papers = volumeOf(newest)
  return volumes.length >= LEAST_DAYS && papers < LOW_SHARE * usual ? { papers, usual } : null
}

const volumeOf = ({ here }: DayRecord) => here.new + here.cross

const weekdayOf = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay()

function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.reduce((sum, number) => sum + number, 0) / Math.max(1, middle.length)
}
