import type { Total } from './answer'
import { partsOf } from './query/print'
import { isEmpty, type SearchQuery } from './query/query'
import { searchPapers } from './search-papers'

/** Papers that a query nearly finds, and what kept them out. */
export interface Nearest {
  ids: string[]
  total: Total
  /** What had to go, as it is typed; null: it was spelt otherwise. */
  without: string | null
  query: SearchQuery
}

/** Parts that are tried; each is a search. */
const MAX_TRIES = 6
const SHOWN = 10

/**
 * For a query that finds nothing: the papers that come of it when one part is taken away, that which leaves the fewest, so that the
 * nearest are shown; when no single part is to blame, its words alone. Null: even so there is none.
 */
export async function findNearest(query: SearchQuery): Promise<Nearest | null> {
  const parts = partsOf(query).filter(({ without }) => without.sort === query.sort && !isEmpty(without))
  const tries = parts.slice(-MAX_TRIES)
  const found = (await Promise.all(tries.map(({ text, without }) => nearestOf(without, text)))).flatMap(
    (one) => one ?? [],
  )
  const nearest = found.sort((one, other) => one.total.papers - other.total.papers)[0]
  if (nearest || query.words.length === 0) return nearest ?? null
  const words = { ...query, all: [], none: [], announced: null, submitted: null, votes: null, hasCode: null }
  const rest = partsOf(query).slice(query.words.length)
  const without = rest.map(({ text }) => text).join(' ')
  return rest.length > 0 ? nearestOf({ ...words, sort: 'relevance' }, without) : null
}

/** The first papers of another query. @param without what is no part of it any more */
export async function nearestOf(query: SearchQuery, without: string | null): Promise<Nearest | null> {
  const { hits, total } = await searchPapers(query, { limit: SHOWN })
  return hits.length > 0 ? { ids: hits.map(({ id }) => id), total, without, query } : null
}
