import { db } from '../database/client'
import { SETUP_LIFE_MINUTES } from './second-factor-setup'
import { ABSOLUTE_DAYS, IDLE_DAYS } from './session-life'

const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

/**
 * Deletes what is over: sessions, sign-in requests (they hold addresses), set-ups, counts of limits. None of it opens anything any
 * more; a job's work, safe at any time and beside itself.
 */
export async function sweepAccounts(now: Date): Promise<void> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
  await db().session.deleteMany({
    where: { OR: [{ lastSeenAt: { lte: daysAgo(IDLE_DAYS) } }, { createdAt: { lte: daysAgo(ABSOLUTE_DAYS) } }] },
  })
  await db().signInRequest.deleteMany({ where: { expiresAt: { lte: now } } })
  await db().openIdRequest.deleteMany({ where: { expiresAt: { lte: now } } })
  await db().passkeyChallenge.deleteMany({ where: { expiresAt: { lte: now } } })
  const setupsBefore = new Date(now.getTime() - SETUP_LIFE_MINUTES * 60_000)
  await db().secondFactorSetup.deleteMany({ where: { createdAt: { lte: setupsBefore } } })
  // Limits count by the real clock, whatever `now` says.
  await db().rateLimit.deleteMany({ where: { expire: { lt: BigInt(Date.now() - HOUR_MS) } } })
}
