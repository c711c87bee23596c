import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { runSince } from '@/lib/ingest/submitted-since'
import type { ArxivRecord } from '../support/arxiv-record'
import { breakConnections } from '../support/break-connections'
import { useTestDatabase } from '../support/database'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'
import { renderQueryAnswer } from '../support/fake-arxiv-query'

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

test('each run is kept with its report, and a rejected entry is named in it', async () => {
  fake.serve({ records: [aRecord({ id: '2611.00001' }), aRecord({ id: '2611.00002', authors: [] })] })
  const report = await ingest(['cs.LG'])
  expect(report.rejected).toEqual([{ id: '2611.00002', reason: 'has no authors' }])
  const [run] = await db().ingestRun.findMany()
  expect(run).toMatchObject({ startedAt: clock.now(), finishedAt: clock.now(), report })
})

test('a dry run tells what would come and writes nothing', async () => {
  fake.serve({ records: [aRecord({ id: '2611.00001' })] })
  const report = await runIngest({ categories: ['cs.LG'], arxiv: openFake(), clock, dryRun: true })
  expect(report).toMatchObject({ added: 1, dryRun: true })
  expect(await db().paper.count()).toBe(0)
  expect(await db().ingestRun.count()).toBe(0)
  expect(await ingest(['cs.LG'])).toMatchObject({ added: 1 })
})

test('a new version is completed anew, and a query API that lags behind does not undo it', async () => {
  const first = aRecord({ id: '2611.00001', comments: 'of version 1' })
  fake.serve({ records: [first] })
  await ingest(['cs.LG'])

  const traits = { version: 2, updatedAt: '2026-11-20T17:59:00Z', announced: 'replace' as const }
  const second = { ...first, ...traits, title: 'Second', comments: 'of version 2' }
  fake.serve({
    records: [second],
    day: '2026-11-23',
    fault: ({ url }) =>
      url.startsWith('/api') ? { kind: 'body', body: renderQueryAnswer(new URLSearchParams(), [first]) } : null,
  })
  await ingest(['cs.LG'])
  expect(await db().paper.findFirst()).toMatchObject({ version: 2, title: 'Second', completedAt: null })

  fake.serve({ records: [second], day: '2026-11-23' })
  expect(await ingest(['cs.LG'])).toMatchObject({ completion: { asked: 0 } })
  const tomorrow = fixedClock('2026-11-21T08:00:00Z')
  await runIngest({ categories: ['cs.LG'], arxiv: openFake(), clock: tomorrow })
  expect(await db().paper.findFirst()).toMatchObject({
    version: 2,
    comments: 'of version 2',
    completedAt: tomorrow.now(),
  })
})

test('papers are completed a hundred at a time', async () => {
  const records = Array.from({ length: 205 }, (_, index) =>
    aRecord({ id: `2611.${String(index + 1).padStart(5, '0')}` }),
  )
  fake.serve({ records })
  expect(await ingest(['cs.LG'])).toMatchObject({ added: 205, completion: { asked: 205, completed: 205 } })
  const asked = fake.requests.filter(({ url }) => url.startsWith('/api'))
  expect(asked.map(({ url }) => new URL(url, fake.url).searchParams.get('id_list')?.split(',').length)).toEqual([
    100, 100, 5,
  ])
})

test('a question that arXiv refuses holds up no other', async () => {
  fake.serve({
    records: Array.from({ length: 105 }, (_, index) => aRecord({ id: `2611.${String(index + 1).padStart(5, '0')}` })),
    fault: ({ url }) =>
      url.includes('2611.00105')
        ? { kind: 'body', body: renderQueryAnswer(new URLSearchParams('start=30000'), []) }
        : null,
  })
  expect(await ingest(['cs.LG'])).toMatchObject({ completion: { asked: 105, completed: 5 } })
})

test('papers since a day are read page by page, whole, from the query API', async () => {
  fake.serve({
    records: Array.from({ length: 1100 }, (_, index) =>
      aRecord({
        id: `2611.${String(index + 1).padStart(5, '0')}`,
        submittedAt: new Date(Date.UTC(2026, 10, 10) + index * 600_000).toISOString(),
      }),
    ),
  })
  const report = await runSince('2026-11-11', { categories: ['cs.LG'], arxiv: openFake(), clock })
  expect(report).toMatchObject({ added: 1100 - 144, completion: { asked: 0 } })
  expect(fake.requests).toHaveLength(2)
})

test('reading a history that breaks off goes on behind the last paper that was stored, in every category', async () => {
  const records = Array.from({ length: 1100 }, (_, index) =>
    aRecord({
      id: `2611.${String(index + 1).padStart(5, '0')}`,
      categories: [index < 1000 ? 'cs.LG' : 'cs.AI'],
      submittedAt: new Date(Date.UTC(2026, 10, 11) + index * 600_000).toISOString(),
    }),
  )
  const since = (categories = ['cs.AI', 'cs.LG']) => runSince('2026-11-11', { categories, arxiv: openFake(), clock })
  let asked = 0
  serveHistory(records, () => {
    asked += 1
    return asked === 3
  })
  expect((await since()).categories).toMatchObject([
    { state: 'read', papers: 100 },
    { state: 'failed', papers: 500 },
  ])
  expect(await db().paper.count()).toBe(600)
  serveHistory(records, () => false)
  expect(await since()).toMatchObject({
    added: 500,
    updated: 0,
    unchanged: 2,
    categories: [{ papers: 1 }, { papers: 501 }],
  })
  expect(await db().importPosition.count()).toBe(0)
})

/** The query API, which breaks off where it is told to. */
function serveHistory(records: ArxivRecord[], breaksOff: () => boolean) {
  fake.serve({ records, fault: () => (breaksOff() ? { kind: 'body', body: '<html>', type: 'text/html' } : null) })
}

test('a stop keeps what is stored, and the next run goes on', async () => {
  fake.serve({
    records: Array.from({ length: 450 }, (_, index) => aRecord({ id: `2611.${String(index + 1).padStart(5, '0')}` })),
  })
  const stop = new AbortController()
  const stopped = runIngest({
    categories: ['cs.LG'],
    arxiv: openFake(),
    clock,
    signal: stop.signal,
    onProgress: ({ step, done }) => step === 'store' && done === 200 && stop.abort(new Error('stopped')),
  })
  await expect(stopped).rejects.toThrow('stopped')
  expect(await db().paper.count()).toBe(200)
  expect(await ingest(['cs.LG'])).toMatchObject({ added: 250, categories: [{ state: 'read', papers: 450 }] })
})

test('the database may restart between two runs', async () => {
  fake.serve({ records: [aRecord({ id: '2611.00001' })] })
  await ingest(['cs.LG'])
  await breakConnections()
  expect(await ingest(['cs.LG'])).toMatchObject({ added: 0, unchanged: 1 })
})
