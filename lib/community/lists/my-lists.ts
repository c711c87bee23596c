import { db } from '../../database/client'
import type { Visibility } from '../../views/reader-lists'
import { MOST_LISTS } from './list-form'

/** A list of a reader's own, for them. */
export interface MyList {
  key: string
  name: string
  visibility: Visibility
  papers: number
  isHidden: boolean
}

/** All lists of a reader, the newest first. */
export async function listMine(readerId: string): Promise<MyList[]> {
  const rows = await db().list.findMany({
    where: { readerId },
    select: { key: true, name: true, visibility: true, hiddenAt: true, _count: { select: { entries: true } } },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: MOST_LISTS,
  })
  return rows.map(({ _count, hiddenAt, ...list }) => ({ ...list, papers: _count.entries, isHidden: hiddenAt !== null }))
}

/** Of a reader's lists, those with this paper, by key, and what they say of it. */
export async function listsWith(paperId: string, readerId: string): Promise<Map<string, string>> {
  const rows = await db().listEntry.findMany({
    where: { paperId, list: { readerId } },
    select: { note: true, list: { select: { key: true } } },
  })
  return new Map(rows.map(({ note, list }) => [list.key, note ?? '']))
}
