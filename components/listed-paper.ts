import type { PaperRecord } from '@/lib/papers/find-paper'
import type { PaperSummary } from '@/lib/papers/types'

/** A paper as one reader sees it in a list. */
export interface ListedPaper extends PaperSummary {
  /** Whether the reader of this page upvoted it. */
  voted: boolean
}

/** The same on its own page. */
export interface ShownPaper extends PaperRecord {
  voted: boolean
}
