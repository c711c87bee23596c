import type { PaperRecord } from '@/lib/papers/find-paper'
import type { Momentum } from '@/lib/papers/momentum'
import type { PaperSummary } from '@/lib/papers/types'

interface WithMomentum {
  /** Votes by day; left out when nobody voted in these days, or nobody asks. */
  momentum?: Momentum | undefined
}

/** A paper in a list. What a reader did with it is no part of it: see `Personal.tsx`. */
export interface ListedPaper extends PaperSummary, WithMomentum {
  /** It stands there because nobody voted for it yet. */
  isDiscovered?: boolean
  /** It stands on a list of whoever reads it. */
  isTheirs?: boolean | undefined
}

/** The same on its own page. */
export interface ShownPaper extends PaperRecord, WithMomentum {}
