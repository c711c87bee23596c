import { Prisma } from '@/generated/prisma/client'

const MAX_QUERY_LENGTH = 200
const MAX_CANDIDATES = 1000

/**
 * Matches of a plain search over title and abstract as rows (paper_id, score): the newest thousand, ranked by their titles.
 * Ranking every match of a common word takes seconds, and ranking a thousand abstracts a fifth of one; titles are short.
 * @param query anything a person types: `websearch_to_tsquery` raises no error; its first 200 characters count
 */
export function plainMatches(query: string): Prisma.Sql {
  const words = query.replace(/\p{Cc}/gu, ' ').slice(0, MAX_QUERY_LENGTH)
  const tsquery = Prisma.sql`websearch_to_tsquery('english', ${words})`
  return Prisma.sql`
    select paper_id, (ts_rank(to_tsvector('english', title), ${tsquery}, 1) * 1000000000)::int as score
    from (
      select p.id as paper_id, p.title from papers p join paper_standings n on n.paper_id = p.id
      where to_tsvector('english', p.title || ' ' || p.abstract) @@ ${tsquery}
      order by n.listed_at desc limit ${MAX_CANDIDATES}
    ) newest`
}
