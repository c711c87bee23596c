/** What is known of a paper of a daily list at an instant: nothing of what comes later. */
export interface Moment {
  upvotes: number
  comments: number
  /** Its authors linked a repository. */
  hasCode: boolean
  title: string
  /** Unknown outside of this house. */
  category: string | null
  /** Since midnight UTC of the list's day. */
  hoursIntoDay: number
  /** Since it was put on the list. */
  hoursListed: number
  /** Upvotes an hour since the look before; 0 at first sight. */
  growth: number
}

/** Named numbers; a name that is missing is 0. */
export type Features = ReadonlyMap<string, number>

const WORD = /[a-z][a-z\d]{2,19}/g
const MAX_TITLE = 500

/** A moment as the model reads it: each feature has a name that says what it is, so that its weight can be read. */
export function featuresOf(moment: Moment): Features {
  const { upvotes, comments, hasCode, title, category, hoursIntoDay, hoursListed, growth } = moment
  const votes = Math.log1p(upvotes)
  const day = hoursIntoDay / 24
  return new Map<string, number>([
    ['votes', votes],
    ['votes x time of day', votes * day],
    ['votes an hour since it was listed', Math.log1p(upvotes / Math.max(1, hoursListed))],
    ['votes an hour since the look before', Math.log1p(growth)],
    ['comments', Math.log1p(comments)],
    ['code', hasCode ? 1 : 0],
    ['time of day', day],
    ...(category ? ([[`category ${category}`, 1]] as const) : []),
    ...wordsOf(title).map((word) => [`word ${word}`, 1] as const),
  ])
}

/** The words of a title, lower case, each once. */
function wordsOf(title: string): string[] {
  return [...new Set(title.slice(0, MAX_TITLE).toLowerCase().match(WORD) ?? [])]
}
