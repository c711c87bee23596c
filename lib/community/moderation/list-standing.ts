import type { Prisma } from '@/generated/prisma/client'
import { paths } from '../../paths'
import { endDigestsOf } from '../../subscriptions/end-digests-of'
import type { ModerationAct } from './acts'

/** What is done about a list. */
export type ListAct = Extract<ModerationAct, { list: string }>

/**
 * Hides a list from everybody but its keeper, shows it again, or settles its reports. Digests of a hidden list end. A private list is
 * nobody's business. @returns whether that changed anything
 */
export async function changeListStanding(
  tx: Prisma.TransactionClient,
  { act, list: id, reason }: ListAct,
  now: Date,
): Promise<boolean> {
  if (act === 'dismiss-list') return (await settle(tx, id, now)) > 0
  if (act === 'reopen-list') {
    const where = { listId: id, NOT: { settledAt: null } }
    return (await tx.listReport.updateMany({ where, data: { settledAt: null } })).count > 0
  }
  if (act === 'show-list') {
    const where = { id, NOT: { hiddenAt: null } }
    return (await tx.list.updateMany({ where, data: { hiddenAt: null, hiddenReason: null } })).count > 0
  }
  const where = { id, hiddenAt: null, NOT: { visibility: 'private' as const } }
  const hidden = await tx.list.updateMany({ where, data: { hiddenAt: now, hiddenReason: reason } })
  if (hidden.count === 0) return false
  const { key, readerId } = await tx.list.findUniqueOrThrow({ where: { id }, select: { key: true, readerId: true } })
  await endDigestsOf(tx, paths.list(key), now, { but: readerId })
  await settle(tx, id, now)
  return true
}

async function settle(tx: Prisma.TransactionClient, listId: string, now: Date): Promise<number> {
  const { count } = await tx.listReport.updateMany({ where: { listId, settledAt: null }, data: { settledAt: now } })
  return count
}
