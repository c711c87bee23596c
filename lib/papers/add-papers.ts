import { type Ask, preparedTransaction } from '../database/transaction'
import { applyChanges, type Outcome, type ToldChange, takeWritersTurn } from './apply-changes'
import { checkDrafts } from './check-drafts'
import { overruleDays } from './overrule-days'
import type { Write } from './paper-change'
import type { SourceKind } from './reconcile'
import { decide, type Telling, tellings } from './tellings'
import type { AnnouncementLine, PaperDraft, Rejected } from './types'
import { readFacts } from './write-papers'

/** Papers per transaction: a moment of work, for which other ingests wait, and a megabyte or two of formulas in memory. */
const CHUNK = 50

export interface AddedPapers {
  added: number
  updated: number
  unchanged: number
  rejected: Rejected[]
  /** What became of each paper. */
  outcomes: Map<string, Outcome>
}

export interface AddOptions {
  /** Lines of arXiv's listings about these papers; lines about other papers that are stored count too. */
  announcements?: readonly AnnouncementLine[]
  /** Where the drafts come from; a `listing` leaves open what only a `record` tells. */
  kind?: SourceKind
  /** Find out what would happen, and write nothing. */
  dryRun?: boolean
  /** Stops between two chunks. */
  signal?: AbortSignal | undefined
  onChunk?: (done: number, of: number) => void
}

/**
 * Brings papers into the store, with their standing, authors, categories, versions and announcements.
 *
 * May run again and beside itself: what is as it was is not written, votes are never touched, and no version replaces a
 * newer one (`reconcile.ts`). One transaction for each 50 papers, so that a killed run loses nothing it has reported.
 */
export async function addPapers(
  drafts: readonly PaperDraft[],
  now: Date,
  { announcements = [], kind = 'listing', dryRun = false, signal, onChunk }: AddOptions = {},
): Promise<AddedPapers> {
  const { sound, rejected } = checkDrafts(drafts)
  const told = tellings(sound, announcements)
  const outcomes = new Map<string, Outcome>()
  for (let at = 0; at < told.length; at += CHUNK) {
    signal?.throwIfAborted()
    const chunk = told.slice(at, at + CHUNK)
    for (const [id, outcome] of await addChunk(chunk, { kind, now, dryRun })) outcomes.set(id, outcome)
    onChunk?.(at + chunk.length, told.length)
  }
  return added(outcomes, rejected)
}

export function added(outcomes: Map<string, Outcome>, rejected: ReadonlyMap<number, Rejected>): AddedPapers {
  const count = (outcome: Outcome) => [...outcomes.values()].filter((one) => one === outcome).length
  return {
    added: count('added'),
    updated: count('updated'),
    unchanged: count('unchanged'),
    rejected: [...rejected.values()],
    outcomes,
  }
}

interface ChunkOptions {
  kind: SourceKind
  now: Date
  dryRun: boolean
}

async function addChunk(told: Telling[], { dryRun, ...options }: ChunkOptions): Promise<Map<string, Outcome>> {
  try {
    return await preparedTransaction(async (ask) => {
      const outcomes = await writeTold(ask, told, options)
      if (dryRun) throw new Rehearsed(outcomes)
      return outcomes
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcomes
    throw error
  }
}

/** Thrown to roll a dry run back: it does all that a real one does, so that it tells the same. */
class Rehearsed extends Error {
  constructor(readonly outcomes: Map<string, Outcome>) {
    super('dry run')
  }
}

/** What is decided on, and the statements that do it. */
export interface Decided {
  changes: ToldChange[]
  writes: Write[]
}

/**
 * Decides on what is told of papers, and writes it, in a transaction of the caller's.
 * @param ifNew what was decided ahead, for the case that none of them is stored by now
 */
export async function writeTold(
  ask: Ask,
  told: readonly Telling[],
  { kind, now, ifNew }: { kind: SourceKind; now: Date; ifNew?: Decided | undefined },
): Promise<Map<string, Outcome>> {
  await takeWritersTurn(ask)
  const stored = await readFacts(
    ask,
    told.map(({ id }) => id),
  )
  if (ifNew && stored.size === 0) return applyChanges(ask, ifNew.changes, now, ifNew.writes)
  const overruled = await overruleDays(
    ask,
    told.flatMap(({ lines }) => lines),
  )
  const changes = told.flatMap((one) => decide(stored.get(one.id) ?? null, one, overruled, { kind, now }))
  return applyChanges(ask, changes, now)
}
