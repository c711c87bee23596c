import { db } from '../database/client'

/** How long a subscription waits to be confirmed. */
export const PENDING_DAYS = 7
/** How long the ledger keeps what became of sign-in and confirmation mails, without their address. */
export const SETTLED_DAYS = 30
const DAY_MS = 24 * 3_600_000

/**
 * Forgets what nobody confirmed: subscriptions, and addresses that never did anything else. A job's work, safe at any time
 * and beside itself.
 */
export async function purgeUnconfirmed(now: Date): Promise<{ subscriptions: number; readers: number }> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const { count: subscriptions } = await db().subscription.deleteMany({
    where: { state: 'pending', createdAt: { lt: daysAgo(PENDING_DAYS) } },
  })
  const { count: readers } = await db().reader.deleteMany({
    where: {
      emailVerified: false,
      createdAt: { lt: daysAgo(PENDING_DAYS) },
      subscriptions: { none: {} },
      sessions: { none: {} },
      votes: { none: {} },
    },
  })
  await db().delivery.deleteMany({ where: { kind: { not: 'digest' }, settledAt: { lt: daysAgo(SETTLED_DAYS) } } })
  return { subscriptions, readers }
}
