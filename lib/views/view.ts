import type { Typed } from './list-types'

/** Of these categories or archives only, sorted; left out: of all. */
export interface Within {
  categories?: string[]
}

/** A list with an address. Its page, its feeds, its title and its digest all follow from it. */
export type View =
  | ({ kind: 'trending' } & Within)
  | { kind: 'newest' }
  | ({ kind: 'day'; day: string } & Typed & Within)
  | ({ kind: 'week'; week: string } & Typed & Within)
  | ({ kind: 'month'; month: string } & Typed & Within)
  | ({ kind: 'category'; category: string } & Typed)
  /** By name, or by ORCID or arXiv author identifier; within categories or archives, sorted, where these are given. */
  | { kind: 'author'; name: string; categories?: string[] }
  | { kind: 'search'; query: string }
  /** What was picked for one reader; only they know the key. */
  | { kind: 'personal'; key: string }
