import { db } from '../../database/client'
import { allowAct } from '../../reading/acts'
import type { Visibility } from '../../views/reader-lists'
import { findBrokenIn } from './keep-list'
import { MOST_ENTRIES } from './list-form'

export type EntryOutcome =
  | { status: 'done' }
  | { status: 'not-found' }
  | { status: 'refused'; why: string }
  | { status: 'busy'; retryAfterSeconds: number }

interface Listing {
  key: string
  paperId: string
  note: string | null
}

/**
 * Puts a paper on a list of this reader, or changes its note; there already, it keeps its place.
 * @param mayShow whether they may say something that others read
 */
export async function addToList(
  { key, paperId, note }: Listing,
  readerId: string,
  mayShow: boolean,
  now: Date,
): Promise<EntryOutcome> {
  const allowance = await allowAct(readerId)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  const broken = note && (await findBrokenIn(note))
  return db().$transaction(async (tx) => {
    const [list] = await tx.$queryRaw<{ id: string; visibility: Visibility }[]>`
      select id, visibility::text from lists where key = ${key}::uuid and reader_id = ${readerId} for update`
    const paper = await tx.paper.findUnique({ where: { id: paperId }, select: { id: true } })
    if (!list || !paper) return { status: 'not-found' }
    if (list.visibility !== 'private') {
      if (!mayShow) return { status: 'refused', why: 'A moderator banned you: only private lists can be added to.' }
      if (broken) return { status: 'refused', why: broken }
    }
    const others = await tx.listEntry.count({ where: { listId: list.id, paperId: { not: paperId } } })
    if (others >= MOST_ENTRIES) return { status: 'refused', why: `A list holds ${MOST_ENTRIES} papers at most.` }
    await tx.listEntry.upsert({
      where: { listId_paperId: { listId: list.id, paperId } },
      create: { listId: list.id, paperId, note, addedAt: now },
      update: { note },
    })
    return { status: 'done' }
  })
}

/** Takes a paper off a list of this reader; one that is not there is no trouble. */
export async function takeFromList(key: string, paperId: string, readerId: string): Promise<EntryOutcome> {
  const list = await db().list.findUnique({ where: { key, readerId }, select: { id: true } })
  if (!list) return { status: 'not-found' }
  await db().listEntry.deleteMany({ where: { listId: list.id, paperId } })
  return { status: 'done' }
}
