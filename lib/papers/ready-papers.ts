import { setImmediate } from 'node:timers/promises'
import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'
import { oneLine, readDraft } from './draft'
import { type PreparedText, prepareText, prepareTitle } from './text/prepare'
import type { PaperDraft, Rejected } from './types'

/** What can be done of storing papers before it is their turn to be written. */
export interface ReadyPapers {
  /** Sound drafts by paper; of two about one paper the later version. */
  sound: Map<string, PaperDraft>
  /** Those that cannot be stored, by their place among the drafts. */
  rejected: Map<number, Rejected>
  /** Texts of some of them, fit to show; what is not here is made when it is needed. */
  texts: ReadonlyMap<string, ReadyTexts>
}

/** The texts of one draft. */
export interface ReadyTexts {
  title: PreparedText
  abstract: PreparedText
}

/** Papers whose texts are made in one go, some milliseconds: then whoever waits for the database goes on. */
const IN_ONE_GO = 16

/** Checks each draft once more, whoever made it: nothing else guards the store. */
export function checkDrafts(drafts: readonly PaperDraft[]): ReadyPapers {
  const sound = new Map<string, PaperDraft>()
  const rejected = new Map<number, Rejected>()
  for (const [place, given] of drafts.entries()) {
    const read = readDraft(given)
    if ('reason' in read) rejected.set(place, { id: oneLine(String(given.id), 100), reason: read.reason })
    else if ((sound.get(given.id)?.version ?? 0) <= (read.draft.version ?? 0)) sound.set(given.id, read.draft)
  }
  return { sound, rejected, texts: new Map() }
}

/**
 * The same with the texts of papers that are not stored yet made fit to show: most of the work of a first import, done here while the
 * database writes the papers before. Lets others go on every few milliseconds.
 */
export async function readyPapers(drafts: readonly PaperDraft[]): Promise<ReadyPapers> {
  const { sound, rejected } = checkDrafts(drafts)
  await setImmediate()
  const stored = await storedOf([...sound.keys()])
  const texts = new Map<string, ReadyTexts>()
  for (const [id, { titleSource, abstractSource }] of sound) {
    if (stored.has(id)) continue
    texts.set(id, { title: prepareTitle(titleSource), abstract: prepareText(abstractSource) })
    if (texts.size % IN_ONE_GO === 0) await setImmediate()
  }
  return { sound, rejected, texts }
}

async function storedOf(ids: string[]): Promise<Set<string>> {
  const rows = await prepared<{ id: string }>(
    'which papers are stored',
    Prisma.sql`select id from papers where id = any(${ids}::text[])`,
  )
  return new Set(rows.map(({ id }) => id))
}
