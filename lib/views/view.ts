/** A list with an address. Its page, its feeds, its title and its digest all follow from it. */
export type View =
  | { kind: 'trending' }
  | { kind: 'newest' }
  | { kind: 'day'; day: string }
  | { kind: 'week'; week: string }
  | { kind: 'month'; month: string }
  | { kind: 'category'; category: string }
  /** By name, or by ORCID or arXiv author identifier; within categories or archives, sorted, where these are given. */
  | { kind: 'author'; name: string; categories?: string[] }
  | { kind: 'search'; query: string }
