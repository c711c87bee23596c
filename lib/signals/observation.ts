/** What is observed of a paper elsewhere, and what is expected of it. */
export type SignalKind = 'hf_upvotes' | 'hf_comments' | 'github_stars' | 'early_warning'

/** One thing that was seen of one paper: a count at an instant. */
export interface Observation {
  paperId: string
  kind: SignalKind
  /** 0 or more. */
  value: number
  /**
   * What the first sight of it counts: all of it, since it began with the paper; nothing but growth; or nothing ever, since it is
   * not about the paper alone.
   */
  counts: 'from-zero' | 'from-now' | 'never'
}
