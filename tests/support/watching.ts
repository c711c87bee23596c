import { afterAll, afterEach, beforeAll } from 'vitest'
import { feedInstant } from '@/lib/announcement-calendar'
import type { Clock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { watchAnnouncements } from '@/lib/ingest/watch'
import type { ArxivRecord } from './arxiv-record'
import { useTestDatabase } from './database'
import { type FakeArxiv, startFakeArxiv } from './fake-arxiv'

export const MINUTE_MS = 60_000
/** The moment of its clock. */
export let now = new Date(0)
export const clock: Clock = { now: () => now }
export let fake: FakeArxiv

/** Gives a test file a database of its own and arXiv, and forgets after each test what both told. */
export function useWatching(): void {
  useTestDatabase()

  beforeAll(async () => {
    fake = await startFakeArxiv()
  })
  afterAll(() => fake.close())
  afterEach(async () => {
    await db().$executeRaw`truncate papers, batches, feed_copies, ingest_runs cascade`
    fake.requests.length = 0
  })
}

/** Moves the clock to so many minutes after that day's feed is due. */
export const at = (day: string, minutes: number) => {
  now = new Date(feedInstant(day).getTime() + minutes * MINUTE_MS)
}
export const openFake = () =>
  openArxiv({
    rssUrl: fake.url,
    apiUrl: fake.url,
    minIntervalMs: 0,
    baseUrl: 'http://localhost',
    clock,
    retryBudgetMs: 0,
  })
/** One look, of what is due. */
export const watch = (categories = ['cs.LG']) => watchAnnouncements({ categories, arxiv: openFake(), clock })

/** As the worker does, every five minutes. */
export async function watchFor(minutes: number, categories?: string[]) {
  const until = now.getTime() + minutes * MINUTE_MS
  for (; now.getTime() <= until; now = new Date(now.getTime() + 5 * MINUTE_MS)) await watch(categories)
}

export const paper = (id: string, traits: Partial<ArxivRecord> = {}): ArxivRecord => ({
  id,
  title: `On ${id}`,
  abstract: 'We study it.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  ...traits,
})
export const batch = (day: string, category = 'cs.LG') =>
  db().batch.findUnique({ where: { category_day: { category, day: new Date(day) } } })
export const feedRequests = () => fake.requests.filter(({ url }) => url.startsWith('/rss/')).length
/** What was announced, in order. */
export const lines = async () =>
  (await db().announcement.findMany({ orderBy: [{ day: 'asc' }, { paperId: 'asc' }] })).map(
    ({ paperId, day, type }) => `${day.toISOString().slice(0, 10)} ${paperId} ${type}`,
  )
