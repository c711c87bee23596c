import type { DayRange } from './dates'

/** Where a term is looked for; `text` is title and abstract. */
export type TermField = 'text' | 'title' | 'abstract' | 'author' | 'category' | 'id'

/** Something that has to be in a paper, or must not be. Words that stand together in one term stand together in the text. */
export interface Term {
  field: TermField
  /**
   * Words with single spaces between them and a letter or digit among them; of `author` a name, of `category` a category, archive or
   * group of arXiv under its one name, of `id` a canonical identifier.
   */
  text: string
}

export const SORTS = ['relevance', 'newest', 'votes', 'trending'] as const
export type Sort = (typeof SORTS)[number]

/** What a person asked for, as far as it was understood. Bounded, whatever was typed. */
export interface SearchQuery {
  /** Ranked: the more of them, the better. At least one has to be there; all of them where `holdsEveryWord` says so. */
  words: string[]
  /** Of each group one term has to hold; mostly a group is one term. */
  all: Term[][]
  /** None of these may hold. */
  none: Term[]
  /** By the day in lists: announced; where that is unknown, submitted. */
  announced: DayRange | null
  submitted: DayRange | null
  votes: VoteRange | null
  /** True: abstract or comments link to code; false: they do not. */
  hasCode: boolean | null
  sort: Sort
  /** What was left out, and why: in words that fit one or several. Never empty silence, and never long. */
  ignored: Ignored[]
}

export interface VoteRange {
  min: number
  /** Null: no bound. */
  max: number | null
}

export interface Ignored {
  text: string
  reason: string
}

export const emptyQuery = (): SearchQuery => ({
  words: [],
  all: [],
  none: [],
  announced: null,
  submitted: null,
  votes: null,
  hasCode: null,
  sort: 'relevance',
  ignored: [],
})

/** Whether nothing that finds papers was understood: an order alone finds none. */
export const isEmpty = ({ words, all, none, announced, submitted, votes, hasCode }: SearchQuery): boolean =>
  words.length + all.length + none.length === 0 && !announced && !submitted && !votes && hasCode === null
