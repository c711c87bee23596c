import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { membersOf } from './groups'
import { findList } from './reader-lists'
import type { View } from './view'

/** Whoever asks: a reader's id, or null for somebody who is not signed in. */
type Asker = string | null

/**
 * Which of these may read a view: everybody nearly any, but not another reader's private list. Pages, feeds, previews and each mail ask
 * here, at each use, so that what is taken back is closed from then on.
 */
export async function whoMayRead<A extends Asker>(
  view: View,
  askers: readonly A[],
  from: Prisma.TransactionClient = db(),
): Promise<Set<A>> {
  if (view.kind === 'following') {
    const reader = await from.reader.findUnique({ where: { followingKey: view.key }, select: { id: true } })
    return new Set(askers.filter((asker) => asker === reader?.id))
  }
  if (view.kind === 'group') return membersOf(view.name, askers, from)
  if (view.kind !== 'list') return new Set(askers)
  const list = await findList(view.key, from)
  if (!list) return new Set()
  const isOpen = list.visibility !== 'private' && list.hidden === null
  return new Set(askers.filter((asker) => isOpen || asker === list.readerId))
}

/** Whether this one may. */
export const mayRead = async (view: View, asker: Asker): Promise<boolean> => (await whoMayRead(view, [asker])).size > 0

/** Whether a view is some readers' own, so that what is made of it is kept for nobody else. */
export const isOwn = ({ kind }: View): boolean => ['list', 'following', 'group'].includes(kind)
