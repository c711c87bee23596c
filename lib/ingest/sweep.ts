import type { Outcome } from '../papers/apply-changes'
import type { Rejected } from '../papers/types'
import { confirmCounts } from './confirm-counts'
import { type Found, type HarvestDeps, harvestSet, type SetReport } from './harvest-set'
import { findSweptSpan, isCounted, listFinished } from './harvests'
import type { RepairKind } from './judge-record'
import { setsFor } from './oai-sets'

/** One sweep, as `npm run ingest -- --sweep --json` prints it. */
export interface SweepReport {
  startedAt: string
  finishedAt: string
  added: number
  updated: number
  unchanged: number
  repairs: Partial<Record<RepairKind, number>>
  /** Records that could not be used. */
  rejected: Rejected[]
  sets: SetReport[]
}

/**
 * Walks through what arXiv's OAI-PMH has changed since the last sweep, and repairs what the feeds did not tell.
 *
 * Safe to run at any time, again, and beside itself: when tonight's is finished, that costs three queries, and a set that was left
 * goes on behind the last page that was stored. Trouble upstream leaves a set for the next sweep, and the others go on; only
 * trouble with the database or a stop by `signal` is thrown.
 */
export async function runSweep(deps: HarvestDeps): Promise<SweepReport> {
  const startedAt = deps.clock.now().toISOString()
  const found: Found = { outcomes: new Map(), repairs: [], rejected: [], records: 0 }
  const sets: SetReport[] = []
  const asked = setsFor(deps.categories)
  const finished = deps.anyway ? new Set<string>() : await listFinished(asked, deps.clock.now())
  // One set after the other: arXiv asks its clients for a single connection.
  for (const set of asked) {
    sets.push(finished.has(set) ? { set, state: 'done', pages: 0, records: 0 } : await harvestSet(set, deps, found))
  }
  await confirm(deps, asked)

  const count = (outcome: Outcome) => [...found.outcomes.values()].filter((one) => one === outcome).length
  const repairs: SweepReport['repairs'] = {}
  for (const { kind } of found.repairs) repairs[kind] = (repairs[kind] ?? 0) + 1
  const counts = { added: count('added'), updated: count('updated'), unchanged: count('unchanged') }
  return { startedAt, finishedAt: deps.clock.now().toISOString(), ...counts, repairs, rejected: found.rejected, sets }
}

/**
 * Counts are told when all is here: a paper may stand in a set that is still to come. Whoever finds all sets finished counts, since
 * those who harvested them may have been killed, or each at another set.
 */
async function confirm({ categories, clock }: HarvestDeps, sets: readonly string[]): Promise<void> {
  const finished = await listFinished(sets, clock.now())
  if (finished.size < sets.length || (await isCounted(sets, categories))) return
  const span = await findSweptSpan(sets, categories)
  if (span) await confirmCounts(categories, span, clock.now())
}
