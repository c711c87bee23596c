import type { BatchState } from '@/generated/prisma/client'
import { db } from '../database/client'
import { type Listings, listingDays } from '../subscriptions/coverage'
import type { ListAddress } from '../subscriptions/list-address'
import { storedTerms } from '../taxonomy'

/** What is known of one category's listing of a day. */
export interface KnownListing {
  category: string
  day: string
  state: BatchState
  reason: string
}

/** Whether an issue can be made of what is here. */
export type Readiness =
  /** `missing`: categories whose listing is still not complete. `quiet`: why no listing holds anything, in a sentence. */
  { status: 'ready'; missing: string[]; quiet: string | null } | { status: 'waiting'; missing: string[] }

/** Known to be whole, or not to come. */
const SETTLED: readonly BatchState[] = ['complete', 'quiet', 'holiday']

/** The categories on whose listings a list depends: those of it that the house reads. */
export function watchedCategories({ view }: ListAddress, categories: readonly string[]): string[] {
  if (view.kind !== 'category') return [...categories]
  const terms = new Set(storedTerms(view.category))
  return categories.filter((category) => terms.has(category))
}

/** What is known of these days' listings. */
export const readListings = async (days: readonly string[]): Promise<KnownListing[]> =>
  days.length === 0
    ? []
    : db().$queryRaw<KnownListing[]>`
        select category, day::text as day, state::text as state, reason from batches where day = any(${[...days]}::date[])`

/**
 * An issue waits until the newest listing that it covers is complete in every category; once its time is over, it goes out
 * without. Days before the newest are past waiting for. Pure.
 */
export function judgeListings(
  covered: Listings,
  watched: readonly string[],
  known: readonly KnownListing[],
  isTimeOver: boolean,
): Readiness {
  const days = listingDays(covered)
  if (days.length === 0) return { status: 'ready', missing: [], quiet: null }
  const of = (day: string) => known.filter((each) => each.day === day && watched.includes(each.category))
  const newest = of(covered.through)
  const settled = newest.filter(({ state }) => SETTLED.includes(state)).map(({ category }) => category)
  const missing = watched.filter((category) => !settled.includes(category))
  if (missing.length > 0 && !isTimeOver) return { status: 'waiting', missing }

  const isAllQuiet = missing.length === 0 && newest.every(({ state }) => state !== 'complete')
  return { status: 'ready', missing, quiet: (days.length === 1 && isAllQuiet && newest[0]?.reason) || null }
}
