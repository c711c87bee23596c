import type { PaperRecord } from '@/lib/papers/find-paper'
import type { PaperSummary } from '@/lib/papers/types'

/** A paper in a list. What a reader did with it is no part of it: see `Personal.tsx`. */
export type ListedPaper = PaperSummary

/** The same on its own page. */
export type ShownPaper = PaperRecord
