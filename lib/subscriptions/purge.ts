import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'

/** How long a subscription waits to be confirmed. */
export const PENDING_DAYS = 7
/** How long somebody who left every list, and does nothing else here, is remembered. */
export const FORMER_DAYS = 90
/** Readers in one transaction: what they were sent goes with them. */
const BATCH = 200
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
  await db().subscription.updateMany({
    where: { askedAt: { lt: daysAgo(PENDING_DAYS) } },
    data: { asked: Prisma.DbNull, askedAt: null },
  })
  const { count: readers } = await db().reader.deleteMany({
    where: {
      emailVerified: false,
      createdAt: { lt: daysAgo(PENDING_DAYS) },
      subscriptions: { none: {} },
      sessions: { none: {} },
      votes: { none: {} },
      marks: { none: {} },
    },
  })
  return { subscriptions, readers }
}

/**
 * Forgets readers who left every list long ago, who neither voted, marked a paper, keep a list, follow nor said anything, nor are signed in: their address, their subscriptions, and
 * which papers they were sent. A job's work, safe at any time and beside itself.
 * @returns how many
 */
export async function forgetFormerReaders(now: Date, signal?: AbortSignal): Promise<number> {
  const before = new Date(now.getTime() - FORMER_DAYS * DAY_MS)
  let readers = 0
  while (!signal?.aborted) {
    const deleted = await db().$executeRaw`
      delete from readers where id in (
        select r.id from readers r
        where exists (select from subscriptions s where s.reader_id = r.id)
          and not exists (
            select from subscriptions s
            where s.reader_id = r.id and not (s.state = 'unsubscribed' and s.unsubscribed_at < ${before}::timestamptz)
          )
          and not exists (select from votes v where v.reader_id = r.id)
          and not exists (select from marks m where m.reader_id = r.id)
          and not exists (select from lists l where l.reader_id = r.id)
          and not exists (select from follows f where f.reader_id = r.id)
          and not exists (select from group_members g where g.reader_id = r.id)
          and not exists (select from comments c where c.reader_id = r.id)
          and not exists (select from sessions e where e.reader_id = r.id)
          and not exists (select from second_factors f where f.reader_id = r.id)
        limit ${BATCH} for update of r skip locked
      )`
    readers += deleted
    if (deleted < BATCH) break
  }
  return readers
}
