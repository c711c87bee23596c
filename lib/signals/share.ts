import type { Prisma } from '@/generated/prisma/client'
import { READERS_OF_HALF_SHARE } from '../trending/constants'

/** Readers who voted in so many days are the community. */
const COMMUNITY_DAYS = 14

/** Own votes count, signals inform: what signals weigh where so many readers vote. */
export const shareOf = (voters: number): number => READERS_OF_HALF_SHARE / (READERS_OF_HALF_SHARE + voters)

/**
 * The share of signals on this day (UTC). Decided by the first who asks, kept for the day, and stored with each term: so nothing that
 * is ranked changes with the clock, or with a reader who joins.
 */
export async function shareOfToday(tx: Prisma.TransactionClient, now: Date): Promise<number> {
  const day = new Date(now.toISOString().slice(0, 10))
  const decided = await tx.signalShare.findUnique({ where: { day } })
  if (decided) return decided.share
  const [{ voters }] = await tx.$queryRaw<[{ voters: number }]>`
    select count(distinct reader_id)::int as voters from votes
    where counted_at is not null and created_at > ${now}::timestamptz - make_interval(days => ${COMMUNITY_DAYS}) and created_at <= ${now}::timestamptz`
  return (await tx.signalShare.create({ data: { day, voters, share: shareOf(voters) } })).share
}
