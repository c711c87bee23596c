import { addDays, easternInstant } from '@/lib/announcement-day'
import { type Random, seeded } from './random'
import type { Truth } from './truth'

export type Door = 'rss' | 'api' | 'oai'

/** What arXiv's answers suffer from. Those above the line keep them from being one; those below are sound and wrong. */
export const FAULT_KINDS = {
  'no body': ['rss', 'api', 'oai'],
  'an HTML page': ['rss', 'api', 'oai'],
  'an HTML page called XML': ['rss', 'api', 'oai'],
  'an error feed': ['rss', 'api', 'oai'],
  'an error feed with status 400': ['rss', 'api', 'oai'],
  truncated: ['rss', 'api', 'oai'],
  'a gzip bomb': ['rss', 'api', 'oai'],
  'a wrong charset': ['rss', 'api', 'oai'],
  'a byte order mark': ['rss', 'api', 'oai'],
  'illegal characters': ['rss', 'api', 'oai'],
  'status 429': ['rss', 'api', 'oai'],
  'status 429, Retry-After 0': ['rss', 'api', 'oai'],
  'status 429, Retry-After': ['rss', 'api', 'oai'],
  'status 500': ['rss', 'api', 'oai'],
  'status 502': ['rss', 'api', 'oai'],
  'status 503': ['rss', 'api', 'oai'],
  'status 503, Retry-After': ['rss', 'api', 'oai'],
  'no answer': ['rss', 'api', 'oai'],
  reset: ['rss', 'api', 'oai'],
  'a redirect loop': ['rss', 'api', 'oai'],

  'no entries': ['rss', 'api', 'oai'],
  'a stale copy': ['rss', 'api', 'oai'],
  'a part of the listing': ['rss'],
  'entries twice': ['rss', 'api', 'oai'],
  'entries out of order': ['rss', 'api', 'oai'],
  'an entry left out': ['api'],
  'dates of the day before': ['rss'],
  'a date to come': ['oai'],
  'an expired token': ['oai'],
} as const satisfies Record<string, readonly Door[]>

export type FaultKind = keyof typeof FAULT_KINDS

/** Whether a feed holds all of its listing, and can be read, all the same. */
export const tellsAll = (fault: Fault | null) =>
  fault === null || fault.kind === 'entries twice' || fault.kind === 'entries out of order'

/** From one instant to another a door answers wrongly. */
export interface Fault {
  kind: FaultKind
  door: Door
  /** Of the door `rss`: only its feed; null: all of them. */
  category: string | null
  from: Date
  until: Date
  /** From 0 to 1: where to cut, what to leave out. */
  where: number
}

/** A time in which the house's worker does not run. */
export interface Absence {
  from: Date
  until: Date
}

export interface Trouble {
  faults: Fault[]
  absences: Absence[]
}

const MINUTE_MS = 60_000
const KINDS = Object.keys(FAULT_KINDS) as FaultKind[]
/** A silent server costs real time, since a real timer has to run out. */
const MAX_SILENCES = 1

/** What goes wrong in the history of a seed. */
export function drawTrouble({ seed, days, categories }: Pick<Truth, 'seed' | 'days' | 'categories'>): Trouble {
  const random = seeded(seed, 'trouble')
  const faults: Fault[] = []
  for (const { day } of days) {
    while (random.chance(0.4)) faults.push(drawFault(day, categories, random))
    if (random.chance(0.02)) faults.push(...wholeDayDown(day, random))
  }
  const silences = faults.filter(({ kind }) => kind === 'no answer').slice(MAX_SILENCES)
  return {
    faults: faults.filter((fault) => !silences.includes(fault)),
    absences: days.flatMap(({ day }) => (random.chance(0.03) ? drawAbsence(day, random) : [])),
  }
}

function drawFault(day: string, categories: string[], random: Random): Fault {
  const kind = random.pick(KINDS)
  const door = random.pick<Door>(FAULT_KINDS[kind])
  const from = new Date(easternInstant(day, startOf(door, random)).getTime() + random.int(-20, 40) * MINUTE_MS)
  const minutes = kind === 'no answer' ? 2 : random.pick([3, 3, 40, 40, 180, 180, 600, 20 * 60])
  return {
    kind,
    door,
    category: door === 'rss' && random.chance(0.7) ? random.pick(categories) : null,
    from,
    until: new Date(from.getTime() + minutes * MINUTE_MS),
    where: random.next(),
  }
}

/** Mostly when the house is likely to ask. */
const startOf = (door: Door, random: Random) =>
  random.chance(0.8) ? (door === 'oai' ? '23:00' : '00:10') : `${random.int(10, 23)}:00`

function wholeDayDown(day: string, random: Random): Fault[] {
  const kind = random.pick<FaultKind>(['status 503', 'status 500', 'reset', 'an HTML page'])
  const from = easternInstant(day, '00:00')
  const until = easternInstant(addDays(day, 1), '00:00')
  return (['rss', 'api', 'oai'] as const).map((door) => ({ kind, door, category: null, from, until, where: 0 }))
}

function drawAbsence(day: string, random: Random): Absence {
  const from = new Date(easternInstant(day, '00:00').getTime() + random.int(-300, 300) * MINUTE_MS)
  return { from, until: new Date(from.getTime() + random.pick([90, 600, 24 * 60]) * MINUTE_MS) }
}
