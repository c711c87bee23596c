import { db } from '../database/client'

/** How long the ledger keeps what became of sign-in and confirmation mails, without their address. */
export const SETTLED_DAYS = 30
/** The same for digests. Which papers a reader was sent stands elsewhere and stays. */
export const DIGEST_DAYS = 90

/** Rows in one transaction, so that no sender waits long for its own. */
const BATCH = 5_000
const DAY_MS = 24 * 3_600_000

/** Forgets mails that were settled long ago. A job's work, safe at any time and beside itself; stopped, it leaves the rest. */
export async function purgeLedger(now: Date, signal?: AbortSignal): Promise<{ mails: number }> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
  let mails = 0
  while (!signal?.aborted) {
    const deleted = await purgeBatch(daysAgo(SETTLED_DAYS), daysAgo(DIGEST_DAYS))
    mails += deleted
    if (deleted < BATCH) break
  }
  return { mails }
}

/** A mail is settled after it was due: the index by state, kind and due time finds them. */
const purgeBatch = (settledBefore: Date, digestsBefore: Date) => db().$executeRaw`
  delete from deliveries where id in (
    select id from deliveries
    where state in ('accepted', 'failed', 'skipped', 'suppressed', 'unknown')
      and ((kind = 'digest' and due_at < ${digestsBefore}::timestamptz and settled_at < ${digestsBefore}::timestamptz)
        or (kind <> 'digest' and due_at < ${settledBefore}::timestamptz and settled_at < ${settledBefore}::timestamptz))
    limit ${BATCH} for update skip locked
  )`
