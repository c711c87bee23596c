import type { DailyEntry } from '../hf-daily'
import type { Moment } from './features'

const HOUR_MS = 3_600_000

/** A daily list as it was at one instant. */
export interface Capture {
  /** UTC, as 2025-05-01. */
  day: string
  at: Date
  entries: DailyEntry[]
}

/** Hours from midnight UTC of a list's day to an instant. */
export const hoursInto = (day: string, at: Date): number => (at.getTime() - Date.parse(day)) / HOUR_MS

/** A paper of a list as the model sees it. @param before the look before, where there was one */
export function momentOf(
  { upvotes, comments, repository, title, submittedAt }: DailyEntry,
  { day, at, category = null }: { day: string; at: Date; category?: string | null },
  before: { upvotes: number; at: Date } | null,
): Moment {
  const hours = before ? (at.getTime() - before.at.getTime()) / HOUR_MS : 0
  const listedAt = submittedAt && submittedAt < at ? submittedAt : new Date(day)
  return {
    ...{ upvotes, comments, title, category },
    hasCode: repository !== null,
    hoursIntoDay: hoursInto(day, at),
    hoursListed: Math.max(0, (at.getTime() - listedAt.getTime()) / HOUR_MS),
    growth: before && hours > 0 ? Math.max(0, upvotes - before.upvotes) / hours : 0,
  }
}
