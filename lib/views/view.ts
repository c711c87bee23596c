import type { Typed } from './list-types'

/** Of these categories or archives only, sorted; left out: of all. */
export interface Within {
  categories?: string[]
}

/** In the order of what is rare in each paper's own field, in place of votes. */
export interface Fairly {
  fair?: true
}

/** A list with an address. Its page, its feeds, its title and its digest all follow from it. */
export type View =
  | ({ kind: 'trending' } & Within & Fairly)
  | { kind: 'newest' }
  | ({ kind: 'day'; day: string } & Typed & Within & Fairly)
  | ({ kind: 'week'; week: string } & Typed & Within & Fairly)
  | ({ kind: 'month'; month: string } & Typed & Within & Fairly)
  /** What readers brought. */
  | { kind: 'submitted' }
  /** What curators put forward; for a day, or all of it. */
  | { kind: 'picks'; day?: string }
  | ({ kind: 'category'; category: string } & Typed)
  /** By name, or by ORCID or arXiv author identifier; within categories or archives, sorted, where these are given. */
  | { kind: 'author'; name: string; categories?: string[] }
  /** What somebody who goes by this name submitted and picked, and what they vote for where they show it. */
  | { kind: 'person'; name: string }
  | { kind: 'search'; query: string }
  /** What a reader keeps on a list; who may read it says `may-read.ts`. */
  | { kind: 'list'; key: string }
  /** What members of a group voted for, of a week or at all; for members. */
  | { kind: 'group'; name: string; week?: string }
  /** All that one reader follows; the key is theirs, and so is the view. */
  | { kind: 'following'; key: string }
  /** What was picked for one reader; only they know the key. */
  | { kind: 'personal'; key: string }
