import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { MAX_HITS, type Total } from '../search/answer'
import { type Explanation, explainSearch } from '../search/explain-search'
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
  /** Null: not asked for. */
  explanation: Explanation | null
}

interface FoundPage {
  offset: number
  limit: number
  minVotes: number
  since: Date | null
  everyWord: boolean
  /** Whether somebody reads it: how the papers part, what may have been meant, what is near where nothing is found. */
  explained: boolean
  /** A condition on rows of `paper_standings s`. */
  only: Prisma.Sql | null
}

/** One page of a search; of those that hold `only`, the first thousand matches are looked at. */
export async function findFound(text: string, { only, ...page }: FoundPage): Promise<Found> {
  const query = parseQuery(text)
  const isWhole = only !== null || page.explained
  const { offset, limit } = isWhole ? { offset: 0, limit: MAX_HITS } : { offset: page.offset, limit: page.limit + 1 }
  const { hits, total, limited } = await searchPapers(query, {
    offset,
    limit,
    minVotes: page.minVotes,
    listedAfter: page.since,
    everyWord: page.everyWord,
  })
  const found = hits.map(({ id }) => id)
  const kept = only ? await among(found, only) : found
  const rest = isWhole ? kept.slice(page.offset) : kept
  const explanation = page.explained ? await explainSearch(query, kept) : null
  const ids = explanation?.nearest ? explanation.nearest.ids : rest.slice(0, page.limit)
  return { query, ids, goesOn: rest.length > page.limit, total, limited, explanation }
}

async function among(ids: string[], only: Prisma.Sql): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select s.paper_id as id from paper_standings s where s.paper_id = any(${ids}) and ${only}`
  const kept = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => kept.has(id))
}
