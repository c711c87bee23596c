/** What one look at a source brought. */
export interface SourceReport {
  /** Questions. */
  asked: number
  /** Papers or repositories of which something was told. */
  told: number
  /** Observations that were new and believed. */
  taken: number
  /** Observations that wait to be confirmed. */
  held: number
}
