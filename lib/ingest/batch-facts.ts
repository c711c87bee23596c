/**
 * How far the listing of a day is known. `waiting`: not yet. `complete`: its papers are here. `quiet`: shown to hold nothing.
 * `holiday`: deferred by the calendar, and the feed is empty. `late`: past noon US Eastern and not there. `failed`: the same,
 * because arXiv could not be read.
 */
export type BatchState = 'waiting' | 'complete' | 'quiet' | 'holiday' | 'late' | 'failed'

/** What is known of one day's listing of one category. */
export interface Batch {
  state: BatchState
  /** One sentence or two, for readers. */
  reason: string
  source: 'feed' | 'oai'
  /** Keys of what the feed listed. */
  entries: readonly string[]
  looks: number
  /** Looks at which the feed was of this day and empty. */
  emptyLooks: number
  firstLookAt: Date | null
  lastLookAt: Date | null
  /** Null: silence. */
  nextLookAt: Date | null
  /** When the listing grew last. */
  completedAt: Date | null
}

/** What one look at a category's feed tells about one day. */
export type Look =
  /** Entries of this day. `rejected`: others that could not be used. */
  | { outcome: 'listing'; entries: readonly string[]; rejected: number }
  /** A listing that was here already, or a copy that has not changed; `of`: its day, null when nobody knows. */
  | { outcome: 'known'; of: string | null }
  /** A sound feed without entries, made on that day; null: it does not say. */
  | { outcome: 'empty'; builtOn: string | null }
  /** Anything else: out of reach, refused, HTML, cut short, an error in a feed's clothes. One sentence. */
  | { outcome: 'trouble'; reason: string }

export interface LookFacts {
  day: string
  at: Date
  /** Since when another category is complete for this day by its feed; null: none is. */
  siblingSince: Date | null
  /**
   * Why the listing may be left out, in a sentence, though the calendar expects it: the one before was deferred and came all the
   * same, so that arXiv rests on the evening of the day that it named. Null: that is not so.
   */
  restsAfter: string | null
}

/** A day of which nothing is known yet. */
export const unknownBatch: Batch = {
  state: 'waiting',
  reason: 'Nobody looked yet.',
  source: 'feed',
  entries: [],
  looks: 0,
  emptyLooks: 0,
  firstLookAt: null,
  lastLookAt: null,
  nextLookAt: null,
  completedAt: null,
}
