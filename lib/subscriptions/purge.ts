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
  const tooLong = new Date(now.getTime() - PENDING_DAYS * DAY_MS)
  // Whatever somebody holds just now has its turn in the next run.
  const subscriptions = await db().$executeRaw`
    delete from subscriptions where id in (
      select id from subscriptions where state = 'pending' and created_at < ${tooLong}::timestamptz for update skip locked
    )`
  await db().$executeRaw`
    update subscriptions set asked = null, asked_at = null where id in (
      select id from subscriptions where asked_at < ${tooLong}::timestamptz for update skip locked
    )`
  const { count: readers } = await db().reader.deleteMany({
    where: {
      emailVerified: false,
      createdAt: { lt: tooLong },
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
      with former as (
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
      ), theirs as (
        select s.reader_id from subscriptions s join former f on f.id = s.reader_id order by s.reader_id, s.id for update of s
      )
      delete from readers where id in (select reader_id from theirs)`
    readers += deleted
    if (deleted < BATCH) break
  }
  return readers
}
