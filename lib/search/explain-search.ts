import { type Facets, listFacets } from './facets'
import { findNearest, type Nearest, nearestOf } from './find-nearest'
import type { SearchQuery } from './query/query'
import { findMeant } from './words/find-meant'

/** What people are told beside the papers of a search. */
export interface Explanation {
  facets: Facets
  /** The query in another spelling that may have been meant. */
  meant: SearchQuery | null
  /** Where nothing was found: what nearly was. */
  nearest: Nearest | null
}

/** @param ids of all the papers that a list can show of it */
export async function explainSearch(query: SearchQuery, ids: readonly string[]): Promise<Explanation> {
  const [facets, meant] = await Promise.all([listFacets(ids), findMeant(query)])
  if (ids.length > 0) return { facets, meant, nearest: null }
  return { facets, meant, nearest: (meant && (await nearestOf(meant, null))) ?? (await findNearest(query)) }
}
