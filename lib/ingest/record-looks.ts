import { Prisma } from '@/generated/prisma/client'
import { feedDay, isListingExpected, listingDayBefore, lookUpDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { type Ask, preparedTransaction } from '../database/transaction'
import { judgeLook } from './batch'
import type { Look } from './batch-facts'
import { type BatchKey, findBatches, lockBatches, type StoredBatch, writeBatches } from './batch-rows'
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
  await preparedTransaction(async (ask) => {
    const noted = await worthNoting(ask, looks)
    const stored = await lockBatches(ask, noted)
    const judge = (ones: CategoryLook[], around: Around) => judgeAll(ask, ones, stored, around)
    // Listings first: an empty feed is judged by what its siblings hold.
    const listings = noted.filter(isListing)
    await judge(listings, noFacts)
    await emptyOldListings(ask, listings)
    const others = noted.filter((one) => !isListing(one))
    await judge(others, { siblings: await findSiblings(ask, others), rests: await findRests(ask, others) })
  })
}

/** What an empty feed is judged by. */
interface Around {
  /** Since when, by day, a category is complete by its feed. */
  siblings: ReadonlyMap<string, Date>
  /** By category and day, why arXiv may rest on it though it is expected (`LookFacts`). */
  rests: ReadonlyMap<string, string>
}

const noFacts: Around = { siblings: new Map(), rests: new Map() }
const keyOf = ({ category, day }: BatchKey) => `${category} ${day}`

async function judgeAll(ask: Ask, looks: CategoryLook[], stored: StoredBatch[], { siblings, rests }: Around) {
  const judged = new Map<StoredBatch, StoredBatch>()
  for (const { category, day, at, look } of looks) {
    const batch = stored.find((one) => one.category === category && one.day === day)
    if (!batch) continue
    const restsAfter = rests.get(keyOf({ category, day })) ?? null
    const facts = { day, at, siblingSince: siblings.get(day) ?? null, restsAfter }
    judged.set(batch, { ...batch, ...judgeLook(judged.get(batch) ?? batch, look, facts) })
  }
  await writeBatches(ask, [...judged.values()])
}

/** At a weekend, a feed without papers says nothing about the Friday before it, unless somebody waits for that already. */
async function worthNoting(ask: Ask, looks: readonly CategoryLook[]): Promise<CategoryLook[]> {
  const isNews = ({ look, at }: CategoryLook) => look.outcome === 'listing' || lookUpDay(feedDay(at)).status !== 'rest'
  if (looks.every(isNews)) return [...looks]
  const rows = await findBatches(ask, looks)
  return looks.filter(
    (look) => isNews(look) || rows.some((row) => row.category === look.category && row.day === look.day),
  )
}

const isListing = ({ look }: CategoryLook) => look.outcome === 'listing'

/** Only an empty feed is judged by them. One that is complete itself is past judging, so that the first of a day is another's. */
async function findSiblings(ask: Ask, looks: readonly CategoryLook[]): Promise<Around['siblings']> {
  const days = looks.flatMap(({ look, day }) => (look.outcome === 'empty' ? day : []))
  if (days.length === 0) return new Map()
  const rows = await ask<{ day: string; since: Date }>(
    'find siblings',
    Prisma.sql`select day::text, min(completed_at) as since from batches
    where day = any(${days}::date[]) and state = 'complete' and source = 'feed' and completed_at is not null group by day`,
  )
  return new Map(rows.map(({ day, since }) => [day, since]))
}

/** arXiv's list names days, and may mean the evening of one as well as its listing: the listing of a deferred day that came shows which. */
async function findRests(ask: Ask, looks: readonly CategoryLook[]): Promise<Around['rests']> {
  const asked = looks.flatMap(({ category, day, look }) => {
    const before = listingDayBefore(day)
    const calendar = lookUpDay(before)
    const mayRest = look.outcome === 'empty' && isListingExpected(day) && calendar.status === 'deferred'
    return mayRest ? { category, day, before, reason: calendar.reason } : []
  })
  if (asked.length === 0) return new Map()
  const came = await findBatches(
    ask,
    asked.map(({ category, before }) => ({ category, day: before })),
  )
  const complete = new Set(came.filter(({ state }) => state === 'complete').map(keyOf))
  return new Map(
    asked.flatMap((one) =>
      complete.has(keyOf({ category: one.category, day: one.before })) ? [[keyOf(one), one.reason] as const] : [],
    ),
  )
}

async function emptyOldListings(ask: Ask, listings: readonly BatchKey[]): Promise<void> {
  if (listings.length === 0) return
  const old = listings.map(({ category, day }) => ({ category, until: addDays(day, -LISTING_DAYS) }))
  await ask(
    'empty old listings',
    Prisma.sql`update batches b set entries = '{}'
      from json_to_recordset(${JSON.stringify(old)}::json) as old(category text, until date)
      where b.category = old.category and b.day <= old.until and b.entries <> '{}'`,
  )
}
