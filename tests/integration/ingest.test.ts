import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { useTestDatabase } from '../support/database'
import { type ArxivRecord, type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'

useTestDatabase()

const clock = fixedClock('2026-11-20T08:00:00Z')
let fake: FakeArxiv

beforeAll(async () => {
  fake = await startFakeArxiv()
})
afterAll(() => fake.close())
afterEach(async () => {
  await db().$executeRaw`truncate papers, feed_copies, ingest_runs cascade`
  fake.requests.length = 0
})

const aRecord = (traits: Partial<ArxivRecord> & { id: string }): ArxivRecord => ({
  title: `On ${traits.id}`,
  abstract: 'We study it.',
  authors: ['Ada Lovelace', 'Emmy Noether'],
  categories: ['cs.LG'],
  comments: '12 pages',
  submittedAt: '2026-11-18T17:59:00Z',
  ...traits,
})

const openFake = () =>
  openArxiv({ rssUrl: fake.url, apiUrl: fake.url, minIntervalMs: 0, baseUrl: 'http://localhost:3000', clock })
const ingest = (categories = ['cs.LG', 'cs.AI']) => runIngest({ categories, arxiv: openFake(), clock })

test('announced papers are stored once, with their lines, and completed by the query API', async () => {
  fake.serve({
    records: [aRecord({ id: '2611.00001', categories: ['cs.LG', 'cs.AI'] }), aRecord({ id: '2611.00002' })],
  })

  expect(await ingest()).toMatchObject({
    added: 2,
    updated: 0,
    unchanged: 0,
    rejected: [],
    completion: { completed: 2 },
  })
  const paper = await db().paper.findUniqueOrThrow({
    where: { id: '2611.00001' },
    include: { announcements: { orderBy: { category: 'asc' } }, standing: true, authorKeys: true, categoryRows: true },
  })
  expect(paper).toMatchObject({
    comments: '12 pages',
    primaryCategory: 'cs.LG',
    submittedAt: new Date('2026-11-18T17:59:00Z'),
    announcedAt: new Date('2026-11-20T01:00:00Z'),
    completedAt: clock.now(),
    standing: { listedAt: new Date('2026-11-20T01:00:00Z'), votes: 0 },
    announcements: [
      { category: 'cs.AI', type: 'cross', day: new Date('2026-11-20') },
      { category: 'cs.LG', type: 'new', day: new Date('2026-11-20') },
    ],
  })
  expect(paper.authorKeys).toHaveLength(2)
  expect(paper.categoryRows).toHaveLength(2)
})

test('the same run again changes nothing, with and without copies kept', async () => {
  fake.serve({
    records: [aRecord({ id: '2611.00001', categories: ['cs.LG', 'cs.AI'] }), aRecord({ id: '2611.00002' })],
  })
  await ingest()
  const before = await db().paper.findMany({ orderBy: { id: 'asc' } })

  expect(await ingest()).toMatchObject({
    added: 0,
    updated: 0,
    unchanged: 2,
    categories: [{ state: 'unchanged' }, { state: 'unchanged' }],
  })
  await db().feedCopy.deleteMany()
  expect(await ingest()).toMatchObject({ added: 0, updated: 0, unchanged: 2 })
  expect(await db().paper.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
})
