/** Raised with every change of what a document holds or of how words are made: an index of another form is made anew. */
export const FORM = 3

/** A paper as the index holds it: what finds it and ranks it. Everything else is asked of the database. */
export interface IndexedPaper {
  id: string
  /** Its words for finding: the title's twice, then the abstract's. */
  text: string
  /** Its id and its words for ranking (`packRanked`). */
  ranked: Buffer
  categories: string[]
  /** Milliseconds since the epoch: its place in lists by time. */
  listed: number
  /** The same; 0: unknown. */
  submitted: number
  code: boolean
}

/** How many papers hold a word; those that one paper alone holds are left out. */
export interface IndexedWord {
  stem: string
  papers: number
}

/** The table of words that belongs to one of papers. */
export const wordsName = (name: string) => `${name}_words`
