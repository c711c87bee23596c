import type { MarkedKind } from './awaited'

/** What came of an archive. */
export interface Imported {
  /** By kind: what is new here now. */
  taken: Record<MarkedKind | 'digests' | 'listed' | 'follows', number>
  /** What was here already. */
  known: number
  /** Votes and marks of papers that are not here: arXiv is asked for them. */
  awaited: number
  /** What cannot be taken, and why. */
  left: { what: string; why: string }[]
}
