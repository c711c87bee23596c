import { Prisma } from '@/generated/prisma/client'
import type { PaperSummary } from '../papers/types'

/** A paper that was announced longer before it came to this site came with an archive, and is no news. */
const NEWS_DAYS = 7
const NEWS_MS = NEWS_DAYS * 24 * 3_600_000

type Dates = Pick<PaperSummary, 'announcedAt' | 'submittedAt' | 'firstSeenAt'>

/**
 * The instant from which a paper is news to whoever looked before: when this site met it, which a late batch moves; for what
 * an archive brought, its old place in time.
 */
export function arrivedAt({ announcedAt, submittedAt, firstSeenAt }: Dates): Date {
  const listedAt = announcedAt ?? submittedAt ?? firstSeenAt
  return listedAt.getTime() < firstSeenAt.getTime() - NEWS_MS ? listedAt : firstSeenAt
}

/** An arrival as pages tell it: seconds since 1970, rounded up. */
export const arrivalSeconds = (instant: Date): number => Math.ceil(instant.getTime() / 1000)

/** The same as a condition on rows of `paper_standings s`; what it implies for `listed_at` stands beside it, for the index. */
export const arrivedAfter = (instant: Date): Prisma.Sql => Prisma.sql`
  s.listed_at > ${new Date(instant.getTime() - NEWS_MS)}::timestamptz and (
    select case when s.listed_at < p.first_seen_at - ${`${NEWS_DAYS} days`}::interval then s.listed_at else p.first_seen_at end
    from papers p where p.id = s.paper_id
  ) > ${instant}::timestamptz`
