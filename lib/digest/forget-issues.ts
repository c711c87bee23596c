import { db } from '../database/client'
import { DIGEST_DAYS } from '../outbox/purge'

const DAY_MS = 24 * 3_600_000

/**
 * Forgets old issues whose mails the ledger forgot: those of lists that are somebody's own business, and those that held nothing.
 * A job's work, safe at any time and beside itself.
 * @returns how many
 */
export async function forgetIssues(now: Date): Promise<number> {
  const before = new Date(now.getTime() - DIGEST_DAYS * DAY_MS)
  // Whatever somebody holds just now has its turn in the next run.
  return db().$executeRaw`
    delete from issues where id in (
      select id from issues i where slot_at < ${before}::timestamptz and (reason is not null or not is_public)
        and not exists (select from deliveries d where d.issue_id = i.id) for update skip locked
    )`
}
