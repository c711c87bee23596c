import { db } from '../database/client'

/** How long the reports of ingest runs are kept. What pages say of freshness looks back less far. */
const RUN_DAYS = 90
const DAY_MS = 24 * 3_600_000

/** Forgets the reports of old ingest runs. A job's work. @returns how many */
export async function forgetOldRuns(now: Date): Promise<number> {
  const before = new Date(now.getTime() - RUN_DAYS * DAY_MS)
  const { count } = await db().ingestRun.deleteMany({ where: { startedAt: { lt: before } } })
  return count
}
