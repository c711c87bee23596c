import { Prisma } from '@/generated/prisma/client'

const MAX_QUERY_LENGTH = 200
const MAX_CANDIDATES = 1000

/**
 * Matches of a plain search over title and abstract as rows (paper_id, score): the newest thousand, ranked. Ranking all matches
 * of a common word takes seconds; ranking the newest takes milliseconds.
 * @param query anything a person types: `websearch_to_tsquery` raises no error; its first 200 characters count
 */
export function plainMatches(query: string): Prisma.Sql {
  const words = query.replace(/\p{Cc}/gu, ' ').slice(0, MAX_QUERY_LENGTH)
  const tsquery = Prisma.sql`websearch_to_tsquery('english', ${words})`
  const text = Prisma.sql`to_tsvector('english', p.title || ' ' || p.abstract)`
  return Prisma.sql`
    select paper_id, (ts_rank_cd(to_tsvector('english', title || ' ' || abstract), ${tsquery}, 32) * 1000000000)::int as score
    from (
      select p.id as paper_id, p.title, p.abstract from papers p join paper_standings n on n.paper_id = p.id
      where ${text} @@ ${tsquery} order by n.listed_at desc limit ${MAX_CANDIDATES}
    ) newest`
}
