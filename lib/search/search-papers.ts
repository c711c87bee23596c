import { MAX_HITS, type SearchAnswer, type SearchPage } from './answer'
import { searchDatabase } from './database/search-database'
import { searchIndex } from './index/search-index'
import { isEmpty, type SearchQuery } from './query/query'

/**
 * The papers that a query finds, best first (or in the order that it asks for): from the index, and while there is none from the database.
 * Every query has an answer; one that asks for nothing finds nothing. Entries beyond `MAX_HITS` do not exist.
 */
export async function searchPapers(query: SearchQuery, page: SearchPage): Promise<SearchAnswer> {
  const offset = Math.min(page.offset ?? 0, MAX_HITS)
  const limit = Math.min(page.limit, MAX_HITS - offset)
  if (isEmpty(query) || limit <= 0) return { hits: [], total: { papers: 0, isExact: true }, limited: false }
  const bounded = { ...page, offset, limit }
  const answer = await searchIndex(query, bounded)
  if (typeof answer === 'object') return answer
  const simpler = await searchDatabase(query, bounded)
  return answer === 'no index' ? { ...simpler, limited: true } : simpler
}
