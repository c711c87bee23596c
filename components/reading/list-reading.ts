/** What a list tells its readers of their own reading; see `lib/reading/judge-marks.ts` for how a page stays one for everybody. */
export interface ListReading {
  /** The name under which visits of this list are kept. */
  view: string
  /** When each entry arrived, by id: seconds since 1970. */
  arrived: Readonly<Record<string, number>>
  /** Up to when this page tells all of the list. */
  until: number
  /** Newest first: behind what is known comes nothing new. */
  byTime: boolean
  /** How many papers the whole list holds; null where it has no end. */
  total: number | null
  shows: {
    /** Only what this reader did not see. */
    unseenOnly: boolean
    /** Also what this reader dismissed. */
    dismissed: boolean
  }
  /** Addresses of this list, from its beginning. */
  paths: { all: string; unseen: string; withDismissed: string }
}
