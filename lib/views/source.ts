import type { Prisma } from '@/generated/prisma/client'
import type { Place } from './cursor'

/** Where the rows of a list come from, and in which order they stand. */
export interface Source {
  /** Rows of `paper_standings s`, joined with what narrows them. */
  from: Prisma.Sql
  order: Prisma.Sql
  below: (place: Place) => Prisma.Sql
  score: Prisma.Sql
  /** The second sort key, of lists that have one. */
  commenters?: Prisma.Sql
  type: Prisma.Sql
  /** When a paper came to the list; left out: its place in all lists by time. */
  at?: Prisma.Sql
}
