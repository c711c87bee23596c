import { nextExpectedDay } from '../announcement-calendar'
import { announcementInstant } from '../announcement-day'

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
  const first = instantOf(0)
  if (ms < first) return ((ms - first) / WEEK_MS) * A_WEEK
  const place = lastUpTo(ms)
  const [from, until] = [instantOf(place), instantOf(place + 1)]
  return place + (ms - from) / (until - from)
}

/** The instants of the ticks 0, 1, 2 … up to the first after `until`: what SQL needs to read the same clock. */
export const announcementsThrough = (until: Date): number[] =>
  Array.from({ length: lastUpTo(until.getTime()) + 2 }, (_, place) => instantOf(place))

/** Of each tick, the day that its listing carries; grows as far as somebody asked, and never changes. */
const days = [FIRST_DAY]
/** Of each tick, in milliseconds: reckoned when it is first asked for, since zones are slow to read. */
const instants: number[] = []

function dayOf(place: number): string {
  for (let day = days.at(-1) ?? FIRST_DAY; days.length <= place; days.push(day)) day = nextExpectedDay(day)
  return days[place] ?? FIRST_DAY
}

function instantOf(place: number): number {
  instants[place] ??= announcementInstant(dayOf(place)).getTime()
  return instants[place]
}

/** The last tick whose announcement has been at that instant; 0 before the first. */
function lastUpTo(ms: number): number {
  let [low, high] = [0, 1]
  while (instantOf(high) <= ms) [low, high] = [high, high * 2]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (instantOf(middle) <= ms) low = middle
    else high = middle
  }
  return low
}
