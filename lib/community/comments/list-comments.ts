import { db } from '../../database/client'
import { linkMentions, mentionKeys } from './link-mentions'
import { threadOf, withoutLeavings } from './thread'

/** Comments of one thread; more are not taken (lib/community/comments/add-comment.ts), so that a thread is read in bounded time. */
export const MAX_THREAD = 1_000

/** A comment as everybody sees it. */
export interface ShownComment {
  id: string
  paperId: string
  parentId: string | null
  /** Comments above it. */
  depth: number
  /** Null: the account is gone. */
  author: string | null
  /** Trusted; empty when it is not shown. */
  html: string
  source: string
  votes: number
  createdAt: Date
  editedAt: Date | null
  state: 'shown' | 'deleted' | 'hidden'
  /** Why a moderator hid it. */
  hiddenReason: string | null
}

interface Row extends Omit<ShownComment, 'state'> {
  deletedAt: Date | null
  hiddenAt: Date | null
}

const select = {
  id: true,
  paperId: true,
  parentId: true,
  depth: true,
  html: true,
  source: true,
  votes: true,
  createdAt: true,
  editedAt: true,
  deletedAt: true,
  hiddenAt: true,
  hiddenReason: true,
  reader: { select: { name: true } },
} as const

/** One page of a paper's thread in reading order, and how many comments there are in all, the deleted ones that answers hang on included. */
export async function listComments(
  paperId: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<{ comments: ShownComment[]; all: number }> {
  const places = await db().comment.findMany({
    where: { paperId },
    select: { id: true, parentId: true, votes: true, createdAt: true, deletedAt: true },
    orderBy: { createdAt: 'asc' },
    take: MAX_THREAD,
  })
  const there = withoutLeavings(places)
  const ids = threadOf(there)
    .slice(after, after + limit)
    .map(({ id }) => id)
  return { comments: await byIds(ids), all: there.length }
}

/** The newest comments that are shown: of a paper, for its feed. */
export async function listNewest(paperId: string, limit: number): Promise<ShownComment[]> {
  const rows = await db().comment.findMany({
    where: { paperId, deletedAt: null, hiddenAt: null },
    select,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  })
  return rows.map(({ reader, ...row }) => shown({ ...row, author: reader?.name ?? null }))
}

/** One comment; null when this paper has no such comment. */
export async function findComment(paperId: string, id: string): Promise<ShownComment | null> {
  const [found] = await byIds([id])
  return found?.paperId === paperId ? found : null
}

/** What a comment said before, the newest first. */
export const listEdits = (commentId: string): Promise<{ at: Date; source: string }[]> =>
  db().commentEdit.findMany({ where: { commentId }, select: { at: true, source: true }, orderBy: { at: 'desc' } })

async function byIds(ids: string[]): Promise<ShownComment[]> {
  const rows = await db().comment.findMany({ where: { id: { in: ids } }, select })
  const called = await namesCalledIn(rows)
  const known = new Map(
    rows.map(({ reader, html, ...row }) => [
      row.id,
      shown({ ...row, html: linkMentions(html, called), author: reader?.name ?? null }),
    ]),
  )
  return ids.flatMap((id) => known.get(id) ?? [])
}

/** Names of readers whom these comments call, by what they are compared by. */
async function namesCalledIn(rows: readonly { source: string }[]): Promise<Map<string, string>> {
  const keys = [...new Set(rows.flatMap(({ source }) => mentionKeys(source)))]
  if (keys.length === 0) return new Map()
  const readers = await db().reader.findMany({
    where: { nameKey: { in: keys } },
    select: { name: true, nameKey: true },
  })
  return new Map(readers.flatMap(({ name, nameKey }) => (name && nameKey ? [[nameKey, name]] : [])))
}

/** Of what is not shown nobody is told the words. */
function shown({ deletedAt, hiddenAt, ...row }: Row): ShownComment {
  if (deletedAt) return { ...row, html: '', source: '', state: 'deleted' }
  if (hiddenAt) return { ...row, html: '', source: '', state: 'hidden' }
  return { ...row, state: 'shown' }
}
