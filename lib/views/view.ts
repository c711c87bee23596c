import type { Typed } from './list-types'

/** A list with an address. Its page, its feeds, its title and its digest all follow from it. */
export type View =
  | { kind: 'trending' }
  | { kind: 'newest' }
  | ({ kind: 'day'; day: string } & Typed)
  | ({ kind: 'week'; week: string } & Typed)
  | ({ kind: 'month'; month: string } & Typed)
  | ({ kind: 'category'; category: string } & Typed)
  /** By name, or by ORCID or arXiv author identifier; within categories or archives, sorted, where these are given. */
  | { kind: 'author'; name: string; categories?: string[] }
  | { kind: 'search'; query: string }
  /** What was picked for one reader; only they know the key. */
  | { kind: 'personal'; key: string }
