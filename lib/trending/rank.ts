import { Prisma } from '@/generated/prisma/client'

/**
 * The order of trending lists, in one place: counted votes, then the time of announcement (where unknown: submission, first
 * sight), then the identifier, so that ties are always total. Served by the index `paper_standings_trending_idx`.
 */
export const trendingOrder = Prisma.sql`s.counted_votes desc, s.listed_at desc, s.paper_id desc`

/** Where a list in this order goes on after a place. */
export const trendingBelow = (place: { score: number | null; listedAt: Date; id: string }) =>
  Prisma.sql`(s.counted_votes, s.listed_at, s.paper_id) < (${place.score ?? 0}::int, ${place.listedAt}::timestamptz, ${place.id})`
