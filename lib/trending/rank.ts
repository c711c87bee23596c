import { Prisma } from '@/generated/prisma/client'

/**
 * The order of trending lists: the score, then the identifier, so that ties are total. The score holds the time of announcement.
 * Served by the index `paper_standings_score_idx`.
 */
export const trendingOrder = Prisma.sql`s.score desc, s.paper_id desc`

/** Where a list in this order goes on after a place. */
export const trendingBelow = (place: { score: number | null; id: string }) =>
  Prisma.sql`(s.score, s.paper_id) < (${place.score ?? 0}::double precision, ${place.id})`

/** The same of field-fair lists, on `fair_places f`. Served by `fair_places_score_idx`. */
export const fairOrder = Prisma.sql`f.score desc, f.paper_id desc`

/** Where a list in this order goes on after a place. */
export const fairBelow = (place: { score: number | null; id: string }) =>
  Prisma.sql`(f.score, f.paper_id) < (${place.score ?? 0}::double precision, ${place.id})`

/** The end of a page in the order of a day, a week or a month. */
interface CountedPlace {
  score: number | null
  commenters?: number | undefined
  listedAt: Date
  id: string
}

/** The order of a day, a week or a month: counted votes, then commenters, then the time of announcement, then the identifier. Needs no constant. */
export const countedOrder = countedBy(Prisma.sql`s.counted_votes`, Prisma.sql`s.commenters`)

/** The same, field-fair: how rare its counted votes are in its field, on `fair_places f`. */
export const fairCountedOrder = countedBy(Prisma.sql`f.votes_rarity`, Prisma.sql`s.commenters`)

/** An order that begins with these two numbers, how a place in it is read, and where a list goes on after a place. */
export function countedBy(votes: Prisma.Sql, commenters: Prisma.Sql) {
  return {
    score: votes,
    commenters,
    order: Prisma.sql`${votes} desc, ${commenters} desc, s.listed_at desc, s.paper_id desc`,
    below: (place: CountedPlace) => Prisma.sql`(${votes}, ${commenters}, s.listed_at, s.paper_id)
      < (${place.score ?? 0}::double precision, ${place.commenters ?? 0}::int, ${place.listedAt}::timestamptz, ${place.id})`,
  }
}
