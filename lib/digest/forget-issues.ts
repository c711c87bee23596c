import { db } from '../database/client'
import { DIGEST_DAYS } from '../outbox/purge'

const DAY_MS = 24 * 3_600_000

/**
 * Forgets old issues whose mails the ledger forgot: those of lists that are somebody's own business, and those that held nothing.
 * A job's work, safe at any time and beside itself.
 * @returns how many
 */
export async function forgetIssues(now: Date): Promise<number> {
  const { count } = await db().issue.deleteMany({
    where: {
      slotAt: { lt: new Date(now.getTime() - DIGEST_DAYS * DAY_MS) },
      deliveries: { none: {} },
      OR: [{ reason: { not: null } }, { isPublic: false }],
    },
  })
  return count
}
