import { easternInstant } from '@/lib/papers/announcement-day'
import { DAYS } from './days'
import { type Broken, play } from './driver'
import { drawTrouble, type FaultKind } from './faults'
import { openHouse } from './house'
import { findHaste } from './invariants'
import { seeded } from './random'
import { type SimulatedRequest, startSimulatedArxiv } from './server'
import { emptyStore } from './store'
import type { SimulatedTime } from './time'
import { makeTruth } from './truth'

/** How one history went. */
export interface SeedReport {
  seed: number
  /** As 2026-02-03. */
  firstDay: string
  lastDay: string
  categories: string[]
  papers: number
  lines: number
  requests: number
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
  signal?: AbortSignal | undefined
}

/** Plays the history of a seed from an empty store on, in the open database of `time`. The same seed goes the same way. */
export async function runSeed(
  seed: number,
  time: SimulatedTime,
  { days = DAYS, signal }: SeedOptions = {},
): Promise<SeedReport> {
  const startedAt = performance.now()
  const truth = makeTruth(seed)
  const trouble = drawTrouble(truth)
  const played = truth.days.slice(0, days)
  const firstDay = played[0]?.day ?? ''
  await emptyStore()
  await time.reset(easternInstant(firstDay, '00:00'))
  const log: string[] = []
  const arxiv = await startSimulatedArxiv(truth, trouble.faults, time, (request) => log.push(lineOf(request)))
  const restore = takeChance(seed)
  try {
    const house = openHouse({ arxivUrl: arxiv.url, categories: truth.categories, time, signal })
    const broken = await play({ ...truth, days: played }, trouble, {
      time,
      house,
      tell: (line) => log.push(line),
      signal,
    })
    const haste = findHaste(arxiv.requests)
    return {
      seed,
      firstDay,
      lastDay: played.at(-1)?.day ?? '',
      categories: truth.categories,
      papers: truth.snapshots.size,
      lines: truth.lines.length,
      requests: arxiv.requests.length,
      faults: countFaults(arxiv.requests),
      broken: broken ?? (haste.length > 0 ? { day: firstDay, violations: haste } : null),
      log,
      seconds: (performance.now() - startedAt) / 1000,
    }
  } finally {
    restore()
    await arxiv.close()
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
