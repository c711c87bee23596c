import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { MAX_HITS, type Total } from '../search/answer'
import { parseQuery } from '../search/query/parse'
import type { SearchQuery } from '../search/query/query'
import { searchPapers } from '../search/search-papers'

/** What a search finds, and what it understood. */
export interface Found {
  query: SearchQuery
  /** The papers of the page, in their order. */
  ids: string[]
  /** Whether there are more. */
  goesOn: boolean
  total: Total
  limited: boolean
}

interface FoundPage {
  offset: number
  limit: number
  minVotes: number
  since: Date | null
  everyWord: boolean
  /** A condition on rows of `paper_standings s`. */
  only: Prisma.Sql | null
}

/** One page of a search; of those that hold `only`, the first thousand matches are looked at. */
export async function findFound(text: string, { only, ...page }: FoundPage): Promise<Found> {
  const query = parseQuery(text)
  const { offset, limit } = only ? { offset: 0, limit: MAX_HITS } : { offset: page.offset, limit: page.limit + 1 }
  const { hits, total, limited } = await searchPapers(query, {
    offset,
    limit,
    minVotes: page.minVotes,
    listedAfter: page.since,
    everyWord: page.everyWord,
  })
  const found = hits.map(({ id }) => id)
  const rest = only ? (await among(found, only)).slice(page.offset) : found
  return { query, ids: rest.slice(0, page.limit), goesOn: rest.length > page.limit, total, limited }
}

async function among(ids: string[], only: Prisma.Sql): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select s.paper_id as id from paper_standings s where s.paper_id = any(${ids}) and ${only}`
  const kept = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => kept.has(id))
}
