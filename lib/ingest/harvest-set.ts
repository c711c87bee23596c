import type { Clock } from '../clock'
import { UpstreamError } from '../errors'
import { log } from '../log'
import type { Outcome } from '../papers/apply-changes'
import type { Rejected } from '../papers/types'
import {
  advance,
  beginAgain,
  findPast,
  noteTrouble,
  type OpenHarvest,
  Overtaken,
  openHarvest,
  type Past,
} from './harvests'
import type { Repair } from './judge-record'
import type { Oai } from './oai-client'
import { storePage } from './store-page'

export interface HarvestDeps {
  categories: readonly string[]
  oai: Oai
  clock: Clock
  /** Stops between two pages: the next sweep goes on from there. */
  signal?: AbortSignal | undefined
  /** Sweep also where tonight's sweep is finished: for a person who asks for it. */
  anyway?: boolean
  /** Told how many records were read so far. */
  onProgress?: ((records: number) => void) | undefined
}

/** How a set went in one sweep. */
export interface SetReport {
  set: string
  /** `done`: tonight's was finished before. `left`: it is gone on with at the next sweep, for the reason that stands here. */
  state: 'finished' | 'done' | 'left'
  pages: number
  records: number
  /** Of `left`: one sentence. */
  reason?: string
}

/** What the sets of one sweep brought, together. */
export interface Found {
  outcomes: Map<string, Outcome>
  repairs: Repair[]
  rejected: Rejected[]
  records: number
}

/**
 * Harvests one set to its end, or as far as arXiv lets us. A token that has expired begins the set again, once: what is stored
 * stays. Safe to run again and beside itself. Only trouble with the database or a stop by `signal` is thrown.
 */
export async function harvestSet(set: string, deps: HarvestDeps, found: Found): Promise<SetReport> {
  const report: SetReport = { set, state: 'finished', pages: 0, records: 0 }
  let harvest = await openHarvest(set, deps.clock.now(), deps.anyway)
  if (!harvest) return { ...report, state: 'done' }
  const past = await findPast(set)
  let mayBeginAgain = true
  while (harvest) {
    deps.signal?.throwIfAborted()
    const step: Step | Left = await nextStep(harvest, past, deps).catch(asLeft)
    if (step.status === 'expired' && mayBeginAgain) {
      mayBeginAgain = false
      await beginAgain(harvest)
      harvest = { ...harvest, token: null }
      continue
    }
    if (step.status !== 'stored') {
      if (step.status !== 'overtaken') await noteTrouble(harvest, step.reason)
      log.warn({ set, reason: step.reason }, 'a set was left for the next sweep')
      return { ...report, state: 'left', reason: step.reason }
    }
    take(step, report, found)
    found.records += step.records
    deps.onProgress?.(found.records)
    harvest = step.token === null ? null : { ...harvest, token: step.token }
  }
  return report
}

interface Stored {
  status: 'stored'
  records: number
  outcomes: Map<string, Outcome>
  repairs: Repair[]
  rejected: Rejected[]
  token: string | null
}

type Left = { status: 'left' | 'overtaken'; reason: string }
type Step = Stored | { status: 'expired'; reason: string }

async function nextStep(harvest: OpenHarvest, past: Past, { oai, clock, categories }: HarvestDeps): Promise<Step> {
  const { set, from, token } = harvest
  const page = await oai.list(token === null ? { set, from } : { token })
  const now = clock.now()
  if (page.status === 'expired') return page
  if (page.status === 'none') {
    await advance(harvest, { records: 0, newest: null, respondedAt: page.respondedAt, token: null }, now)
    return { status: 'stored', records: 0, outcomes: new Map(), repairs: [], rejected: [], token: null }
  }
  // A way on that leads back here would never end.
  if (page.token !== null && page.token === token)
    throw new UpstreamError(`arXiv's list of ${set} goes round in a circle.`)
  const stored = await storePage(harvest, page, { ...past, categories, now })
  const { records, deleted, rejected } = page
  return { status: 'stored', records: records.length + deleted.length, rejected, token: page.token, ...stored }
}

function take(step: Stored, report: SetReport, found: Found): void {
  report.pages += 1
  report.records += step.records
  for (const [id, outcome] of step.outcomes) if (!found.outcomes.has(id)) found.outcomes.set(id, outcome)
  found.repairs.push(...step.repairs)
  found.rejected.push(...step.rejected)
}

function asLeft(error: unknown): Left {
  if (error instanceof UpstreamError) return { status: 'left', reason: error.message }
  if (error instanceof Overtaken) return { status: 'overtaken', reason: 'Another process is at this set.' }
  throw error
}
