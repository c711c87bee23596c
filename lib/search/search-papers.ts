import { MAX_HITS, type SearchAnswer, type SearchPage } from './answer'
import { searchDatabase } from './database/search-database'
import { isEmpty, type SearchQuery } from './query/query'

/**
 * The papers that a query finds, best first (or in the order that it asks for). Every query has an answer; one that asks for nothing finds
 * nothing. Entries beyond `MAX_HITS` do not exist.
 */
export async function searchPapers(query: SearchQuery, page: SearchPage): Promise<SearchAnswer> {
  const offset = Math.min(page.offset ?? 0, MAX_HITS)
  const limit = Math.min(page.limit, MAX_HITS - offset)
  if (isEmpty(query) || limit <= 0) return { hits: [], total: { papers: 0, isExact: true }, limited: false }
  return searchDatabase(query, { ...page, offset, limit })
}
