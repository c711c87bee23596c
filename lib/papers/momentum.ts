import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'

/** Days that a sparkline shows, today among them. */
export const MOMENTUM_DAYS = 14

const DAY_MS = 24 * 3_600_000

/** Votes of each of the last 14 days (UTC), the oldest first. */
export type Momentum = number[]

/**
 * The votes of these papers by day, in one query; a paper without a vote in these days is left out. The days end with that of `now`.
 * Every vote is shown, as in the count beside it, also those too young to rank.
 */
export async function listMomentum(paperIds: string[], now: Date): Promise<Map<string, Momentum>> {
  const byPaper = new Map<string, Momentum>()
  if (paperIds.length === 0) return byPaper
  const firstDay = new Date((Math.floor(now.getTime() / DAY_MS) - MOMENTUM_DAYS + 1) * DAY_MS)
  const rows = await prepared<{ paperId: string; place: number; votes: number }>(
    'momentum',
    Prisma.sql`
    select paper_id as "paperId", floor(extract(epoch from created_at - ${firstDay}::timestamptz) / 86400)::int as place,
      count(*)::int as votes
    from votes
    where paper_id = any(${paperIds}) and created_at >= ${firstDay}::timestamptz and created_at <= ${now}::timestamptz
    group by 1, 2`,
  )
  for (const { paperId, place, votes } of rows) {
    const days = byPaper.get(paperId) ?? Array.from({ length: MOMENTUM_DAYS }, () => 0)
    days[place] = votes
    byPaper.set(paperId, days)
  }
  return byPaper
}
