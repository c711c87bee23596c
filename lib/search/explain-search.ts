import { findNamed, isName } from '../papers/written-by'
import { type Facets, listFacets } from './facets'
import { findNearest, type Nearest, nearestOf } from './find-nearest'
import type { SearchQuery } from './query/query'
import { findMeant } from './words/find-meant'

/** What people are told beside the papers of a search. */
export interface Explanation {
  facets: Facets
  /** The query in another spelling that may have been meant. */
  meant: SearchQuery | null
  /** The author whom the words name. */
  author: string | null
  /** Where nothing was found: what nearly was. */
  nearest: Nearest | null
}

/** @param ids of all the papers that a list can show of it */
export async function explainSearch(query: SearchQuery, ids: readonly string[]): Promise<Explanation> {
  const [facets, meant, author] = await Promise.all([listFacets(ids), meantBy(query), findNamed(query.words)])
  if (ids.length > 0) return { facets, meant, author, nearest: null }
  return { facets, meant, author, nearest: (meant && (await nearestOf(meant, null))) ?? (await findNearest(query)) }
}

/** Names are spelt as their bearers spell them. */
const meantBy = async (query: SearchQuery) => ((await isName(query.words)) ? null : findMeant(query))
