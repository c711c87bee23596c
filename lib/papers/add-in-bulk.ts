import { setImmediate } from 'node:timers/promises'
import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'
import { type Ask, preparedTransaction } from '../database/transaction'
import { type AddedPapers, added, type Decided, writeTold } from './add-papers'
import type { ToldChange } from './apply-changes'
import { checkDraft, checkDrafts } from './check-drafts'
import { decide, type Telling, tellings } from './tellings'
import type { PaperDraft, Rejected } from './types'
import { insertPapers, newPaper } from './write-papers'

/** What a bulk file tells is a record of each paper: its dates and comments, too. */
const KIND = 'record'
/** Papers that are worked on in one go, for a millisecond or two: then whoever waits for the database goes on. */
const IN_ONE_GO = 10

/** Papers of which all is done that can be done before it is their turn to be written. */
export interface ReadyPapers {
  told: Telling[]
  /** Drafts that cannot be stored, by their place among the drafts. */
  rejected: ReadonlyMap<number, Rejected>
  now: Date
  /** When none was stored: what to write if that is still so. */
  ifNew: Decided | undefined
}

/**
 * Checks drafts, and decides what is written of papers that are not stored yet: most of the work of a first import, done here while the
 * database writes the papers before. Lets others go on every few milliseconds.
 */
export async function readyPapers(drafts: readonly PaperDraft[], now: Date): Promise<ReadyPapers> {
  const checked = checkDrafts([])
  for (const [place, draft] of drafts.entries()) {
    checkDraft(draft, place, checked)
    if (place % IN_ONE_GO === IN_ONE_GO - 1) await setImmediate()
  }
  const told = tellings(checked.sound, [])
  const ifNew = (await isAnyStored(told)) ? undefined : await decidedAsNew(told, now)
  return { told, rejected: checked.rejected, now, ifNew }
}

async function decidedAsNew(told: readonly Telling[], now: Date): Promise<Decided> {
  const changes: ToldChange[] = []
  const papers: string[] = []
  for (const one of told) {
    for (const change of decide(null, one, new Map(), { kind: KIND, now })) {
      changes.push(change)
      papers.push(newPaper(change))
    }
    if (papers.length % IN_ONE_GO === 0) await setImmediate()
  }
  return { changes, writes: papers.length > 0 ? [insertPapers(papers)] : [] }
}

/**
 * Writes them, in one transaction.
 * @param alongside written in it, too: stands when they do
 */
export async function addReadyPapers(
  { told, rejected, now, ifNew }: ReadyPapers,
  alongside: (ask: Ask) => Promise<void>,
): Promise<AddedPapers> {
  const outcomes = await preparedTransaction(async (ask) => {
    const written = await writeTold(ask, told, { kind: KIND, now, ifNew })
    await alongside(ask)
    return written
  })
  return added(outcomes, rejected)
}

async function isAnyStored(told: readonly Telling[]): Promise<boolean> {
  const [answer] = await prepared<{ any: boolean }>(
    'is any of these papers stored',
    Prisma.sql`select exists (select from papers where id = any(${told.map(({ id }) => id)}::text[])) as any`,
  )
  return answer?.any ?? false
}
