/** The fields of a digest's form, as they are shown. */
export interface DigestValues {
  rhythm: string
  /** Days that are ticked. */
  days: readonly string[]
  hour: string
  zone: string
  papers: string
  shape: string
  name: string
}
