import { easternInstant } from '@/lib/announcement-day'
import { openSimulatedArxiv, type SimulatedRequest } from './arxiv'
import { DAYS } from './days'
import { type Broken, play } from './driver'
import { drawTrouble, type FaultKind } from './faults'
import { followGaps } from './gaps'
import { openHouse } from './house'
import { serveInProcess } from './in-process'
import { findHaste, minGapMs } from './invariants'
import { seeded } from './random'
import { serveOverHttp } from './server'
import { countRepairs, emptyStore } from './store'
import type { SimulatedTime } from './time'
import { makeTruth } from './truth'

/** How one history went. */
export interface SeedReport {
  seed: number
  /** As 2026-02-03. */
  firstDay: string
  lastDay: string
  /** As many as were played. */
  days: number
  categories: string[]
  papers: number
  lines: number
  requests: number
  /** The shortest time from the end of a request to the next one. */
  minGapMs: number
  workers: number
  /** What the sweeps set right, by its kind. */
  repairs: Record<string, number>
  /** Papers that were missing at the end of their day and came, and the most good nights that one took. */
  gaps: { repaired: number; longestNights: number }
  /** Requests that met each fault. */
  faults: Partial<Record<FaultKind, number>>
  /** Null: every promise was kept. */
  broken: Broken | null
  /** Everything that happened, a line each. */
  log: string[]
  /** Of real time. */
  seconds: number
}

export interface SeedOptions {
  /** Only so many days of it, from its first on. */
  days?: number
  /** Over a real connection to a real server; default: one history in nineteen, which goes round all seasons. */
  overHttp?: boolean
  /** Default: three in one history of seven, one in the others. Of several it is chance who is first. */
  workers?: number
  signal?: AbortSignal | undefined
}

const OVER_HTTP = 19
const CROWDED = 7
const MANY_WORKERS = 3

/**
 * Plays the history of a seed from an empty store on, in the open database of `time`. The same seed goes the same way, as far as one
 * worker is alone.
 */
export async function runSeed(
  seed: number,
  time: SimulatedTime,
  {
    days = DAYS,
    overHttp = seed % OVER_HTTP === 0,
    workers = seed % CROWDED === 0 ? MANY_WORKERS : 1,
    signal,
  }: SeedOptions = {},
): Promise<SeedReport> {
  const startedAt = performance.now()
  const truth = makeTruth(seed)
  const trouble = drawTrouble(truth)
  const played = truth.days.slice(0, days)
  const firstDay = played[0]?.day ?? ''
  await emptyStore()
  await time.reset(easternInstant(firstDay, '00:00'))
  const log: string[] = []
  const arxiv = openSimulatedArxiv(truth, trouble.faults, time, (request) => log.push(lineOf(request)))
  const reached = await (overHttp ? serveOverHttp : serveInProcess)(arxiv)
  const restore = takeChance(seed)
  try {
    const house = openHouse({ arxivUrl: reached.url, categories: truth.categories, time, signal })
    const gaps = followGaps(truth)
    const broken = await play({ ...truth, days: played }, trouble, {
      time,
      house,
      gaps,
      workers,
      told: arxiv.told,
      tell: (line) => log.push(line),
      signal,
    })
    const haste = findHaste(arxiv.requests)
    return {
      seed,
      firstDay,
      lastDay: played.at(-1)?.day ?? '',
      days: played.length,
      categories: truth.categories,
      papers: truth.snapshots.size,
      lines: truth.lines.length,
      requests: arxiv.requests.length,
      minGapMs: minGapMs(arxiv.requests),
      workers,
      repairs: await countRepairs(),
      gaps: { repaired: gaps.repaired, longestNights: gaps.longestNights },
      faults: countFaults(arxiv.requests),
      broken: broken ?? (haste.length > 0 ? { day: firstDay, violations: haste } : null),
      log,
      seconds: (performance.now() - startedAt) / 1000,
    }
  } finally {
    restore()
    await reached.close()
  }
}

/** Pauses between tries are spread by chance; here by the seed's. @returns what puts the real chance back */
function takeChance(seed: number): () => void {
  const real = Math.random
  Math.random = seeded(seed, 'chance').next
  return () => {
    Math.random = real
  }
}

const lineOf = ({ at, url, status, fault }: SimulatedRequest) =>
  `${at.toISOString()}   GET ${decodeURIComponent(url).slice(0, 160)} → ${status}${fault ? ` (${fault})` : ''}`

function countFaults(requests: readonly SimulatedRequest[]): SeedReport['faults'] {
  const counts: SeedReport['faults'] = {}
  for (const { fault } of requests) if (fault) counts[fault] = (counts[fault] ?? 0) + 1
  return counts
}
