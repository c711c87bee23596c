import { Prisma } from '@/generated/prisma/client'
import { trendingOrder } from '../../trending/rank'
import type { SearchQuery, Sort } from '../query/query'
import { rankedBy } from './text-query'

/** Of these the whole text is ranked: a thousand abstracts take a fifth of a second, and titles are short. */
const MAX_RANKED_TEXTS = 100

/** The order of rows of `paper_standings s`; where relevance decides, what decides between equals. Total. */
export function orderOf(sort: Sort): Prisma.Sql {
  if (sort === 'trending') return trendingOrder
  return sort === 'votes' ? Prisma.sql`s.votes desc, ${newestFirst}` : newestFirst
}

const newestFirst = Prisma.sql`s.listed_at desc, s.paper_id desc`

/**
 * Rows (paper_id, held) as rows (paper_id, score): by their titles, and whether they hold every word; then the best hundred by their
 * whole text, where the title weighs more. Of a query without words, or in another order, 0.
 */
export function scored(found: Prisma.Sql, { words, all, sort }: SearchQuery): Prisma.Sql {
  const asked = rankedBy(words, all)
  if (!asked || sort !== 'relevance') return Prisma.sql`select paper_id, 0::float8 as score from (${found}) f`
  return Prisma.sql`
    select t.paper_id, case when t.place > ${MAX_RANKED_TEXTS} then t.score else 1 + (
      select ts_rank(setweight(to_tsvector('english', p.title), 'A') || to_tsvector('english', p.abstract), ${asked}, 1)
      from papers p where p.id = t.paper_id
    ) end::float8 as score
    from (
      select b.*, row_number() over (order by b.score desc, b.listed_at desc, b.paper_id desc) as place from (
        select f.paper_id, s.listed_at, (f.held + least(ts_rank(to_tsvector('english', p.title), ${asked}, 1), 0.99)) / 2 as score
        from (${found}) f join papers p on p.id = f.paper_id join paper_standings s on s.paper_id = f.paper_id
      ) b
    ) t`
}
