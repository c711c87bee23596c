import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'

/** A personal list that is behind its reader's acts, or behind the papers that are here. */
export interface StaleList {
  readerId: string
  /** Fingerprint of the acts. */
  version: string
  /** Newest first. */
  liked: string[]
  disliked: string[]
}

/** Acts of one side that are learned from, the newest. */
const MOST_ACTS = 500

/**
 * Personal lists that have something to learn or new papers to score, with the acts that they learn from: votes and saves speak for a paper,
 * “not for me” against it, whatever else was done with it.
 * @param newest when the newest paper came to this site
 */
export const listStale = (newest: Date, most: number) => db().$queryRaw<StaleList[]>`
  with acts as (${actsOfAll})
  select l.reader_id as "readerId", a.version, a.liked, a.disliked
  from personal_lists l cross join lateral (
    select md5(coalesce(string_agg(a.paper_id || a.liked, ' ' order by a.paper_id), '')) as version,
      coalesce((array_agg(a.paper_id order by a.at desc, a.paper_id) filter (where a.liked))[1:${MOST_ACTS}], '{}') as liked,
      coalesce((array_agg(a.paper_id order by a.at desc, a.paper_id) filter (where not a.liked))[1:${MOST_ACTS}], '{}') as disliked
    from acts a where a.reader_id = l.reader_id
  ) a
  where l.learned_version is distinct from a.version or l.scored_until is null or l.scored_until < ${newest}::timestamptz
  order by l.scored_until nulls first, l.reader_id limit ${most}`

const actsOfAll = Prisma.sql`
  select l.reader_id, a.paper_id, bool_and(a.liked) as liked, max(a.at) as at
  from personal_lists l cross join lateral (
    select v.paper_id, true as liked, v.created_at as at from votes v where v.reader_id = l.reader_id
    union all
    select m.paper_id, m.kind = 'saved', m.marked_at from marks m where m.reader_id = l.reader_id
  ) a
  where a.at >= l.learns_from group by 1, 2`
