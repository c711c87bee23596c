import { isListingExpected } from '../announcement-calendar'
import { addDays, announcementInstant } from '../announcement-day'

/** Of the listing whose announcement is tick 0; before it, weeks are taken to have five each. */
const FIRST_DAY = '2020-01-02'
const WEEK_MS = 7 * 24 * 3_600_000
const A_WEEK = 5

/**
 * An instant on arXiv's announcement clock: one tick from each announcement to the next, evenly in between, whatever the calendar says
 * of the hours. So a weekend is as short as a night, and a holiday adds nothing.
 */
export function announcementTick(at: Date): number {
  const ms = at.getTime()
  const first = announcements[0] ?? 0
  if (ms < first) return ((ms - first) / WEEK_MS) * A_WEEK
  while (ms >= (announcements.at(-1) ?? first)) announceNext()
  const place = lastUpTo(ms)
  const [from, until] = [announcements[place] ?? first, announcements[place + 1] ?? first]
  return place + (ms - from) / (until - from)
}

/** The instants of the ticks 0, 1, 2 … up to the first after `until`: what SQL needs to read the same clock. */
export function announcementsThrough(until: Date): number[] {
  announcementTick(until)
  return announcements.slice(0, lastUpTo(until.getTime()) + 2)
}

/** Milliseconds, by tick; grows as far as somebody asked, and never changes. */
const announcements = [announcementInstant(FIRST_DAY).getTime()]
let lastDay = FIRST_DAY

function announceNext(): void {
  do lastDay = addDays(lastDay, 1)
  while (!isListingExpected(lastDay))
  announcements.push(announcementInstant(lastDay).getTime())
}

function lastUpTo(ms: number): number {
  let [low, high] = [0, announcements.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((announcements[middle] ?? 0) <= ms) low = middle
    else high = middle - 1
  }
  return low
}
