import { isDeepStrictEqual } from 'node:util'
import { Prisma } from '@/generated/prisma/client'
import type { Ask } from '../database/transaction'
import type { PaperChange, Write } from './paper-change'
import { isBehind } from './reconcile'
import type { AnnouncementLine, PaperDraft } from './types'
import { paperWrites, writeAnnouncements } from './write-papers'
import { versionWrites } from './write-versions'

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

/** The statements that write what is not as it was, but lines of listings. */
function writesOf(changes: readonly ToldChange[], now: Date): Write[] {
  // What is behind would give an old version the texts of the new one, whose number is still to be told.
  const told = changes.flatMap(({ before, draft, after }) =>
    draft && before && !isBehind(draft, before) ? { draft, stored: after.version } : [],
  )
  return [...paperWrites(changes.filter(isChanged)), ...versionWrites(told, now)]
}

const isChanged = ({ before, after }: PaperChange) => !isDeepStrictEqual(before, after)

/**
 * Writes what is not as it was, under the writers' lock.
 * @param writes what `writesOf` gives for these changes
 * @returns what became of each paper
 */
export async function applyChanges(
  ask: Ask,
  changes: readonly ToldChange[],
  now: Date,
  writes: readonly Write[] = writesOf(changes, now),
): Promise<Map<string, Outcome>> {
  for (const { name, statement } of writes) await ask(name, statement)
  const announced = await writeAnnouncements(
    ask,
    changes.flatMap(({ lines }) => lines),
  )
  const touched = new Set(announced)
  const outcomeOf = (change: ToldChange): Outcome => {
    if (!change.before) return 'added'
    return isChanged(change) || touched.has(change.after.id) ? 'updated' : 'unchanged'
  }
  return new Map(changes.map((change) => [change.after.id, outcomeOf(change)]))
}
