import type { SearchQuery } from './query/query'

/** How deep a search goes: nobody reads further, and an order of all matches of a common word costs what nobody wants to wait for. */
export const MAX_HITS = 1_000

export interface SearchPage {
  /** At most `MAX_HITS` together with `offset`. */
  limit: number
  offset?: number
  /** Papers with fewer votes are left out. */
  minVotes?: number
  /** Only papers that stand in lists by time after this instant. */
  listedAfter?: Date | null
  /** Papers have to hold all the words: for mails, where the tenth best of any would be sent too. */
  everyWord?: boolean
}

export interface Hit {
  id: string
  /** Higher is better; comparable within one answer. */
  score: number
}

export interface SearchAnswer {
  /** In the query's order, which is total: the same papers give the same order. */
  hits: Hit[]
  total: Total
  /** Not everything that matches was ranked, or there was no index and simpler means answered. */
  limited: boolean
}

/** How many papers match: counted, or a fair guess. */
export interface Total {
  papers: number
  isExact: boolean
}

/**
 * Whether papers have to hold all the words of a query. By relevance the best come first, and any word will do; in another order
 * nothing would keep out what holds one common word.
 */
export const holdsEveryWord = ({ sort }: SearchQuery, { everyWord = false }: SearchPage): boolean =>
  everyWord || sort !== 'relevance'
