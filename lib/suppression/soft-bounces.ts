import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { keyOfDelivery, suppressKey } from './suppress'

/** A mailbox that was full so often, in so many mails, over so long, is not read any more. */
const SOFT_BOUNCES = 5
const MAILS = 3
const SPAN_DAYS = 14
/** Older ones do not count: the mailbox was emptied in between, or the reader gets mails too seldom to tell. */
const MEMORY_DAYS = 60
const DAY_MS = 24 * 3_600_000

/**
 * Counts a refusal that may pass, once for each try of a mail. After five of them in three mails over two weeks the address is
 * suppressed as bounced.
 * @returns whether it now is
 */
export async function recordSoftBounce(
  deliveryId: string,
  detail: string,
  now: Date,
  tx: Prisma.TransactionClient = db(),
): Promise<boolean> {
  const known = await keyOfDelivery(deliveryId, tx)
  if (!known) return false
  const { key, attempt } = known
  await tx.softBounce.createMany({ data: [{ key, deliveryId, attempt, at: now }], skipDuplicates: true })
  const bounces = await tx.softBounce.findMany({
    where: { key, at: { gt: new Date(now.getTime() - MEMORY_DAYS * DAY_MS) } },
    orderBy: { at: 'asc' },
    select: { deliveryId: true, at: true },
  })
  if (!isGivenUp(bounces)) return false
  await suppressKey(key, { reason: 'bounced', detail: `${bounces.length} times: ${detail}` }, now, tx)
  return true
}

/** Whether these refusals, the oldest first, are enough. */
export function isGivenUp(bounces: readonly { deliveryId: string; at: Date }[]): boolean {
  const [first, last] = [bounces[0], bounces.at(-1)]
  if (!first || !last || bounces.length < SOFT_BOUNCES) return false
  const mails = new Set(bounces.map(({ deliveryId }) => deliveryId)).size
  return mails >= MAILS && last.at.getTime() - first.at.getTime() >= SPAN_DAYS * DAY_MS
}

/** Forgets those that do not count any more. A job's work, safe at any time. */
export async function purgeSoftBounces(now: Date): Promise<number> {
  const { count } = await db().softBounce.deleteMany({
    where: { at: { lt: new Date(now.getTime() - MEMORY_DAYS * DAY_MS) } },
  })
  return count
}
