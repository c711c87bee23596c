import { addDays } from '@/lib/announcement-day'
import type { Random } from './random'

/** A day of the history, and whether arXiv announces a listing that carries it. */
export interface SimulatedDay {
  /** As 2026-11-20, US Eastern. */
  day: string
  announces: boolean
}

export const DAYS = 60

/** What arXiv lists for 2026, written down apart from the calendar under test (research 6.4). */
const DEFERRED = new Set(
  `2026-01-01 2026-01-19 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-12-25 2026-12-29 2026-12-31`.split(' '),
)
/** Nobody knows the list of another year before it is out: on these days the history goes either way. */
const UNCERTAIN = new Set(
  `2027-01-01 2027-01-18 2027-06-18 2027-07-05 2027-09-06 2027-11-25 2027-12-24 2027-12-31`.split(' '),
)
/** arXiv's list may name days of listings, or days on whose evening it rests, which leaves out the listing of the day after. */
const NAMES_EVENINGS = 0.3
/** A day left out without a word. */
const SURPRISE = 0.01

/** First days from which 60 days hold, in turn: the change to summer time, to winter time, the year's end, a year whose list is not out. */
const STARTS: readonly (readonly [first: string, spread: number])[] = [
  ['2026-02-02', 25],
  ['2026-09-10', 45],
  ['2026-11-20', 35],
  ['2027-01-10', 280],
]

/** The 60 days of a seed. */
export function drawDays(seed: number, random: Random): SimulatedDay[] {
  const [first, spread] = STARTS[seed % STARTS.length] ?? STARTS[0] ?? ['2026-02-02', 0]
  const start = addDays(first, random.int(0, spread))
  const shift = random.chance(NAMES_EVENINGS) ? -1 : 0
  return Array.from({ length: DAYS }, (_, index) => {
    const day = addDays(start, index)
    return { day, announces: !isWeekend(day) && !isDeferred(day, addDays(day, shift), random) }
  })
}

const isWeekend = (day: string) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay())

/** @param named the day that arXiv's list would name for it; the rule for other years is read as days of listings */
const isDeferred = (day: string, named: string, random: Random) =>
  DEFERRED.has(named) || (UNCERTAIN.has(day) && random.chance(0.7)) || random.chance(SURPRISE)
