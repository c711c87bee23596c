import { newestSlot, nextSlot, type Schedule } from '@/lib/subscriptions/slots'
import { type Offset, offsetsOf, slotOnByIntl } from './intl-oracle'

const DAY_MS = 86_400_000
const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
/** As `Date` counts them: Sunday first. */
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** Zones with awkward clocks, each with the ten years that have the worst of them. */
export const AWKWARD_ZONES: readonly [zone: string, from: number][] = [
  ['UTC', 2019],
  ['Europe/Berlin', 2019],
  ['Europe/Dublin', 2019],
  ['America/New_York', 2019],
  ['America/St_Johns', 2006],
  ['America/Havana', 2019],
  ['America/Sao_Paulo', 2012],
  ['America/Santiago', 2019],
  ['America/Asuncion', 2018],
  ['America/Scoresbysund', 2019],
  ['Antarctica/Troll', 2019],
  ['Africa/Casablanca', 2019],
  ['Africa/Cairo', 2019],
  ['Asia/Gaza', 2019],
  ['Asia/Beirut', 2019],
  ['Asia/Tehran', 2015],
  ['Asia/Kathmandu', 2019],
  ['Australia/Lord_Howe', 2019],
  ['Pacific/Apia', 2008],
  ['Pacific/Chatham', 2019],
  ['Pacific/Kiritimati', 2019],
]
export const RHYTHMS = ['daily', 'mon,wed,fri', 'mon,tue,wed,thu,fri', 'sun', 'monthly'] as const

/** What a walk found. */
export interface Walk {
  evaluations: number
  /** The first slots that the oracle has otherwise, in words. */
  wrong: string[]
}

/** Slots of ten years at each of these hours, as the schedule gives them one after the other and as the oracle has them. */
export function walkYears(zone: string, from: number, rhythm: string, hours: readonly number[] = [8]): Walk {
  const [start, end] = [Date.UTC(from, 0, 1), Date.UTC(from + 10, 0, 1)]
  const offsets = offsetsOfYears(zone, from)
  return together(hours.map((hour) => walk(offsets, { rhythm, hour, zone }, start, end)))
}

/** Slots around each change of the zone's clock in ten years, at all hours. */
export function walkChanges(zone: string, from: number, rhythm: string, aroundDays = 2): Walk {
  const offsets = offsetsOfYears(zone, from)
  const walks = offsets.slice(1).flatMap(({ start }) => {
    const midnight = start - (start % DAY_MS)
    const [first, end] = [midnight - aroundDays * DAY_MS, midnight + (aroundDays + 1) * DAY_MS]
    return HOURS.map((hour) => walk(offsets, { rhythm, hour, zone }, first, end))
  })
  return together(walks)
}

/** Many walks as one. */
export const together = (walks: readonly Walk[]): Walk => ({
  evaluations: walks.reduce((sum, { evaluations }) => sum + evaluations, 0),
  wrong: walks.flatMap(({ wrong }) => wrong).slice(0, 20),
})

/** Follows `nextSlot` from slot to slot, and asks at every one whether it is the newest itself: missed and doubled ones both show. */
function walk(offsets: Offset[], schedule: Schedule, from: number, until: number): Walk {
  const expected = expectedSlots(offsets, schedule, from, until)
  const wrong: string[] = []
  const note = (what: string, at: number, wanted: number) => {
    const { rhythm, hour, zone } = schedule
    if (at !== wanted) wrong.push(`${what} ${rhythm} ${hour}:00 ${zone}: ${iso(at)} and not ${iso(wanted)}`)
  }
  for (const [index, wanted] of expected.entries()) {
    const before = expected[index - 1]
    if (before !== undefined) note('next', nextSlot(schedule, new Date(before)).getTime(), wanted)
    // Every seventh: looking back costs as much as looking on.
    if (index % 7 === 0) note('newest', newestSlot(schedule, new Date(wanted)).getTime(), wanted)
  }
  return { evaluations: expected.length, wrong }
}

function expectedSlots(offsets: Offset[], { rhythm, hour }: Schedule, from: number, until: number): number[] {
  const slots = new Set<number>()
  for (let day = from; day < until; day += DAY_MS) {
    if (comesOn(rhythm, new Date(day))) slots.add(slotOnByIntl(offsets, iso(day).slice(0, 10), hour))
  }
  return [...slots].sort((a, b) => a - b)
}

function comesOn(rhythm: string, day: Date): boolean {
  if (rhythm === 'daily') return true
  if (rhythm === 'monthly') return day.getUTCDate() === 1
  return rhythm.includes(WEEKDAYS[day.getUTCDay()] ?? '?')
}

const known = new Map<string, Offset[]>()

function offsetsOfYears(zone: string, from: number): Offset[] {
  const offsets =
    known.get(zone) ?? offsetsOf(zone, Date.UTC(from, 0, 1) - 40 * DAY_MS, Date.UTC(from + 10, 0, 1) + 40 * DAY_MS)
  known.set(zone, offsets)
  return offsets
}

const iso = (at: number) => new Date(at).toISOString()
