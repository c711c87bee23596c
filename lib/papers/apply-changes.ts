import { isDeepStrictEqual } from 'node:util'
import { Prisma } from '@/generated/prisma/client'
import type { Ask } from '../database/transaction'
import type { ReadyPapers } from './ready-papers'
import { isBehind } from './reconcile'
import type { AnnouncementLine, PaperDraft } from './types'
import { type PaperChange, writeAnnouncements, writePapers } from './write-papers'
import { writeVersions } from './write-versions'

/** Key of the lock under which papers are written: writers beside each other take turns, transaction by transaction. */
const WRITERS_LOCK = 20_261_122

export type Outcome = 'added' | 'updated' | 'unchanged'

/** A paper as it is to be, and what listings tell of it. */
export interface ToldChange extends PaperChange {
  draft: PaperDraft | undefined
  lines: AnnouncementLine[]
}

/** Waits for this transaction's turn to write papers. To be taken before they are read, so that what is decided on stays true. */
export async function takeWritersTurn(ask: Ask): Promise<void> {
  await ask("take writers' turn", Prisma.sql`select pg_advisory_xact_lock(${WRITERS_LOCK}::bigint)`)
}

/** Writes what is not as it was, under the writers' lock. @returns what became of each paper */
export async function applyChanges(
  ask: Ask,
  changes: ToldChange[],
  now: Date,
  texts?: ReadyPapers['texts'],
): Promise<Map<string, Outcome>> {
  const changed = changes.filter(({ before, after }) => !isDeepStrictEqual(before, after))
  await writePapers(ask, changed, texts)
  // What is behind would give an old version the texts of the new one, whose number is still to be told.
  const told = changes.flatMap(({ before, draft, after }) =>
    draft && !(before && isBehind(draft, before)) ? { draft, stored: after.version } : [],
  )
  await writeVersions(ask, told, now)
  const announced = await writeAnnouncements(
    ask,
    changes.flatMap(({ lines }) => lines),
  )
  const touched = new Set([...announced, ...changed.map(({ after }) => after.id)])
  const outcomeOf = ({ before, after }: ToldChange): Outcome =>
    before ? (touched.has(after.id) ? 'updated' : 'unchanged') : 'added'
  return new Map(changes.map((change) => [change.after.id, outcomeOf(change)]))
}
