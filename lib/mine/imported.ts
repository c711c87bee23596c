import type { MarkedKind } from './awaited'

/** A thing of an archive, and what is to be said of it. */
export interface Told {
  what: string
  why: string
}

/** What came of an archive. */
export interface Imported {
  /** By kind: what is new here now. */
  taken: Record<MarkedKind | 'digests' | 'lists' | 'listed' | 'follows' | 'sent' | 'settings', number>
  /** What was here already. */
  known: number
  /** Votes and marks of papers that are not here: arXiv is asked for them. */
  awaited: number
  /** What is here now, but not quite as it was there. */
  otherwise: Told[]
  /** What cannot be taken, and why. */
  left: Told[]
}
