import { addDays } from '../papers/announcement-day'
import { feedDay, lookUpDay } from './announcement-calendar'
import { judgeLook } from './batch'
import type { Look } from './batch-facts'
import {
  type BatchKey,
  dateOf,
  findBatches,
  inTransaction,
  lockBatches,
  type Transaction,
  writeBatch,
} from './batch-rows'
import { LISTING_DAYS } from './known-listings'

/** One look at a category's feed, and what it tells about one day. */
export interface CategoryLook extends BatchKey {
  at: Date
  look: Look
}

/**
 * Notes looks at feeds in `batches`, once what they found is stored. May run beside itself: each batch is judged under its own
 * lock, from what is stored of it at that moment.
 */
export async function recordLooks(looks: readonly CategoryLook[]): Promise<void> {
  if (looks.length === 0) return
  await inTransaction(async (tx) => {
    const noted = await worthNoting(tx, looks)
    const stored = await lockBatches(tx, noted)
    // Listings first: an empty feed is judged by what its siblings hold.
    for (const { category, day, at, look } of noted.sort(listingsFirst)) {
      const before = stored.find((batch) => batch.category === category && batch.day === day)
      if (!before) continue
      const after = judgeLook(before, look, { day, at, siblingSince: await siblingSince(tx, category, day) })
      await writeBatch(tx, { category, day }, after)
      if (look.outcome === 'listing') await emptyOldListings(tx, { category, day })
    }
  })
}

/** At a weekend, a feed without papers says nothing about the Friday before it, unless somebody waits for that already. */
async function worthNoting(tx: Transaction, looks: readonly CategoryLook[]): Promise<CategoryLook[]> {
  const isNews = ({ look, at }: CategoryLook) => look.outcome === 'listing' || lookUpDay(feedDay(at)).status !== 'rest'
  if (looks.every(isNews)) return [...looks]
  const rows = await findBatches(tx, looks)
  return looks.filter(
    (look) => isNews(look) || rows.some((row) => row.category === look.category && row.day === look.day),
  )
}

const listingsFirst = (a: CategoryLook, b: CategoryLook) => rank(a) - rank(b)
const rank = ({ look }: CategoryLook) => (look.outcome === 'listing' ? 0 : 1)

async function siblingSince(tx: Transaction, category: string, day: string): Promise<Date | null> {
  const sibling = await tx.batch.findFirst({
    where: { day: dateOf(day), category: { not: category }, state: 'complete', source: 'feed' },
    orderBy: { completedAt: 'asc' },
    select: { completedAt: true },
  })
  return sibling?.completedAt ?? null
}

async function emptyOldListings(tx: Transaction, { category, day }: BatchKey): Promise<void> {
  await tx.batch.updateMany({
    where: { category, day: { lte: dateOf(addDays(day, -LISTING_DAYS)) }, entries: { isEmpty: false } },
    data: { entries: [] },
  })
}
