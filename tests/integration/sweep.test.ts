import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { openOai } from '@/lib/ingest/oai-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { runSweep } from '@/lib/ingest/sweep'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { type FakeArxiv, type FakeArxivOptions, startFakeArxiv } from '../support/fake-arxiv'

useTestDatabase()

let fake: FakeArxiv
beforeAll(async () => {
  fake = await startFakeArxiv()
})
afterAll(() => fake.close())
afterEach(async () => {
  await db().$executeRaw`truncate papers, feed_copies, ingest_runs, harvests, batches cascade`
  fake.requests.length = 0
})

/** Nights at half past ten and a bit, US Eastern: the listing of Friday the 20th, and of Monday the 23rd. */
const THURSDAY_NIGHT = '2026-11-20T03:40:00Z'
const FRIDAY_NOON = '2026-11-20T18:00:00Z'
const FRIDAY_NIGHT = '2026-11-21T03:40:00Z'
const SUNDAY_NIGHT = '2026-11-23T03:40:00Z'

const aRecord = (traits: Partial<ArxivRecord> & { id: string }): ArxivRecord => ({
  title: `On ${traits.id}`,
  abstract: 'We study it.',
  authors: ['Ada Lovelace', 'Emmy Noether'],
  categories: ['cs.LG'],
  comments: '12 pages',
  submittedAt: '2026-11-18T17:59:00Z',
  datestamp: '2026-11-20',
  ...traits,
})

const CATEGORIES = ['cs.LG', 'stat.ML']
const settings = (now: string) => ({
  minIntervalMs: 0,
  baseUrl: 'http://localhost:3000',
  clock: fixedClock(now),
  retryBudgetMs: 0,
})
const serve = (records: ArxivRecord[], more: FakeArxivOptions = {}) => fake.serve({ records, ...more })
const sweep = (now = FRIDAY_NIGHT, more: Partial<Parameters<typeof runSweep>[0]> = {}) =>
  runSweep({
    categories: CATEGORIES,
    clock: fixedClock(now),
    oai: openOai({ ...settings(now), oaiUrl: fake.url }),
    ...more,
  })
const readFeeds = (now = FRIDAY_NOON, complete = true) =>
  runIngest({
    categories: CATEGORIES,
    clock: fixedClock(now),
    arxiv: openArxiv({ ...settings(now), rssUrl: fake.url, apiUrl: fake.url }),
    complete,
  })

const linesOf = async (paperId: string) =>
  (await db().announcement.findMany({ where: { paperId }, orderBy: [{ day: 'asc' }, { category: 'asc' }] })).map(
    ({ category, day, type }) => `${category} ${day.toISOString().slice(0, 10)} ${type}`,
  )
const repairs = async () =>
  (await db().repair.findMany({ orderBy: [{ paperId: 'asc' }, { category: 'asc' }] })).map(
    ({ paperId, kind, category, day }) =>
      [paperId, kind, category, day?.toISOString().slice(0, 10)].filter(Boolean).join(' '),
  )
const NONE = expect.toSatisfy((repairs: object) => Object.keys(repairs).length === 0)
const aPage = (request: { url: string }) => request.url.startsWith('/oai')

test('a day that the feeds missed wholly is repaired by the next sweep, by itself', async () => {
  serve([
    aRecord({ id: '2611.00001', categories: ['cs.LG', 'stat.ML'] }),
    aRecord({ id: '2611.00002', categories: ['stat.ML', 'math.ST'] }),
    aRecord({ id: '2611.00003', categories: ['hep-th'] }),
  ])

  const report = await sweep()
  expect(report).toMatchObject({ added: 2, updated: 0, rejected: [], repairs: { missed: 3 } })
  expect(report.sets.map(({ set, state, records }) => [set, state, records])).toEqual([
    ['cs:cs:LG', 'finished', 1],
    ['stat:stat:ML', 'finished', 2],
  ])
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-20 new', 'stat.ML 2026-11-20 cross'])
  expect(await linesOf('2611.00002')).toEqual(['stat.ML 2026-11-20 new'])
  expect(await repairs()).toEqual([
    '2611.00001 missed cs.LG 2026-11-20',
    '2611.00001 missed stat.ML 2026-11-20',
    '2611.00002 missed stat.ML 2026-11-20',
  ])
  expect(await db().paper.findUniqueOrThrow({ where: { id: '2611.00001' } })).toMatchObject({
    authors: ['Ada Lovelace', 'Emmy Noether'],
    comments: '12 pages',
    announcedAt: new Date('2026-11-20T01:00:00Z'),
    completedAt: null,
  })
})

test('sweeping again changes nothing, and repairs nothing twice', async () => {
  serve([aRecord({ id: '2611.00001' }), aRecord({ id: '2611.00002', version: 6 })])
  await sweep()
  expect(await sweep(FRIDAY_NIGHT, { anyway: true })).toMatchObject({
    added: 0,
    updated: 0,
    unchanged: 2,
    repairs: NONE,
  })
  expect(await db().repair.count()).toBe(2)
})

test('what is finished for tonight is not asked for again until the next night', async () => {
  serve([aRecord({ id: '2611.00001' })])
  await sweep()
  fake.requests.length = 0
  expect((await sweep('2026-11-21T09:00:00Z')).sets.map(({ state }) => state)).toEqual(['done', 'done'])
  expect(fake.requests).toEqual([])
  await sweep('2026-11-22T03:40:00Z')
  expect(fake.requests.map(({ url }) => new URL(url, fake.url).searchParams.get('from'))).toEqual([
    '2026-11-19',
    // Nothing came of this set yet: it is asked from where it began.
    '2026-11-14',
  ])
})

test('what the feeds of the night are still to tell is stored before them, and is no repair', async () => {
  serve([aRecord({ id: '2611.00001' })])
  expect(await sweep(THURSDAY_NIGHT)).toMatchObject({ added: 1, repairs: NONE })
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-20 new'])
  await readFeeds()
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-20 new'])
  expect(await sweep(FRIDAY_NIGHT)).toMatchObject({ added: 0, updated: 0, unchanged: 1, repairs: NONE })
})

test('a category whose feed was missed gets its line on the day of the others', async () => {
  const record = aRecord({ id: '2611.00001', categories: ['cs.LG', 'stat.ML'] })
  serve([record], { fault: ({ url }) => (url === '/rss/stat.ML' ? { kind: 'status', status: 500 } : null) })
  await readFeeds()
  serve([{ ...record, datestamp: '2026-11-23' }])
  expect(await sweep(SUNDAY_NIGHT)).toMatchObject({ repairs: { missed: 1 } })
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-20 new', 'stat.ML 2026-11-20 cross'])
})

test('a replacement past the fifth version, of which no listing tells, is found and completed with its number', async () => {
  const record = aRecord({ id: '2611.00001', version: 5, updatedAt: '2026-11-18T18:00:00Z', announced: 'new' })
  serve([record])
  await readFeeds()
  const replaced = {
    ...record,
    version: 6,
    updatedAt: '2026-11-22T18:00:00Z',
    title: 'Better',
    datestamp: '2026-11-23',
    announced: null,
  }
  serve([replaced], { fault: ({ url }) => (url.startsWith('/api') ? { kind: 'body', body: '<html>' } : null) })
  expect(await sweep(SUNDAY_NIGHT)).toMatchObject({ updated: 1, repairs: { replacement: 1 } })
  expect(await db().paper.findFirst()).toMatchObject({ version: 5, titleSource: 'Better', completedAt: null })

  // The query API lags: it tells of the fifth version still, which must not end the asking.
  serve([record])
  await readFeeds('2026-11-23T05:10:00Z')
  expect(await db().paper.findFirst()).toMatchObject({ version: 5, titleSource: 'Better', completedAt: null })
  serve([replaced])
  await readFeeds('2026-11-23T18:00:00Z')
  expect(await db().paper.findFirst()).toMatchObject({ version: 6, updatedAt: new Date('2026-11-22T18:00:00Z') })
  expect((await db().paper.findFirst())?.completedAt).not.toBeNull()
  expect(await sweep('2026-11-24T03:40:00Z')).toMatchObject({ updated: 0, repairs: NONE })
})

test('an edit without a new version is taken over, and instants stay what they were', async () => {
  const record = aRecord({ id: '2611.00001' })
  serve([record])
  await readFeeds()
  serve([{ ...record, journalRef: 'Annals 1 (2026)', datestamp: '2026-11-22' }])
  expect(await sweep(SUNDAY_NIGHT)).toMatchObject({ updated: 1, repairs: { metadata: 1 } })
  expect(await db().paper.findFirst()).toMatchObject({
    version: 1,
    journalRef: 'Annals 1 (2026)',
    submittedAt: new Date('2026-11-18T17:59:00Z'),
  })
})

test('a withdrawal is known by its notice', async () => {
  const record = aRecord({ id: '2611.00001' })
  serve([record])
  await readFeeds()
  const comments = 'This paper has been withdrawn by the authors'
  serve([{ ...record, version: 2, updatedAt: '2026-11-22T18:00:00Z', comments, datestamp: '2026-11-23' }])
  expect(await sweep(SUNDAY_NIGHT)).toMatchObject({ repairs: { withdrawal: 1 } })
  expect(await db().paper.findFirst()).toMatchObject({ withdrawn: true, comments })
})

test('a paper that arXiv took back is marked as withdrawn', async () => {
  serve([aRecord({ id: '2611.00001' })])
  await readFeeds()
  serve([aRecord({ id: '2611.00001' })], { oai: { deleted: ['2611.00001'] } })
  expect(await sweep()).toMatchObject({ repairs: { withdrawal: 1 } })
  expect(await db().paper.findFirst()).toMatchObject({ withdrawn: true })
})

test('a paper that moves into one of our categories stands there as a cross-list of the day on which it came', async () => {
  const record = aRecord({ id: '2611.00001' })
  serve([record])
  await readFeeds()
  serve([{ ...record, categories: ['cs.LG', 'stat.ML'], datestamp: '2026-11-23' }])
  await sweep('2026-11-23T22:00:00Z')
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-20 new', 'stat.ML 2026-11-23 cross'])
  expect(await repairs()).toEqual(['2611.00001 categories stat.ML 2026-11-23'])
})

test('a paper from before our time is stored without a line, and is no repair', async () => {
  serve([aRecord({ id: '2401.00001', submittedAt: '2024-01-02T00:00:00Z', doi: '10.1000/1' })])
  expect(await sweep()).toMatchObject({ added: 1, repairs: NONE })
  expect(await linesOf('2401.00001')).toEqual([])
})

test('an empty night is an answer like another', async () => {
  serve([])
  expect((await sweep()).sets).toMatchObject([{ state: 'finished' }, { state: 'finished' }])
  expect(await db().harvest.count({ where: { state: 'finished', responseDate: { not: null } } })).toBe(2)
})

test.each([
  [
    'a list without records',
    {
      kind: 'body',
      body: '<OAI-PMH><responseDate>2026-11-21T03:40:00Z</responseDate><ListRecords/></OAI-PMH>',
      type: 'text/xml',
    },
  ],
  ['a truncated document', { kind: 'truncated' }],
  ['an HTML page', { kind: 'body', body: '<html></html>', type: 'text/html' }],
  ['a page in another format', { kind: 'body', body: '<rss/>', type: 'text/xml' }],
  ['a pause that is too long', { kind: 'status', status: 503, headers: { 'retry-after': '1' } }],
] as const)('%s is not yet known, and looked at again', async (_, fault) => {
  serve([aRecord({ id: '2611.00001' })], { fault: (request) => (aPage(request) ? fault : null) })
  const report = await sweep(FRIDAY_NIGHT, { categories: ['cs.LG'] })
  expect(report.sets).toMatchObject([{ state: 'left' }])
  expect((await db().harvest.findFirst())?.reason).toBe(report.sets[0]?.reason)
  serve([aRecord({ id: '2611.00001' })])
  expect(await sweep(FRIDAY_NIGHT, { categories: ['cs.LG'] })).toMatchObject({
    added: 1,
    sets: [{ state: 'finished' }],
  })
  expect((await db().harvest.findFirst())?.reason).toBeNull()
})

const many = (count: number) =>
  Array.from({ length: count }, (_, index) => aRecord({ id: `2611.${String(index + 1).padStart(5, '0')}` }))
const onlyLg = { categories: ['cs.LG'] }

test('a sweep that breaks off goes on behind the last page that it stored', async () => {
  let answers = 0
  const oai = { pageSize: 2 }
  serve(many(7), {
    oai,
    fault: (request) => {
      answers += aPage(request) ? 1 : 0
      return answers === 3 ? { kind: 'reset' } : null
    },
  })
  expect((await sweep(FRIDAY_NIGHT, onlyLg)).sets).toMatchObject([{ state: 'left', pages: 2, records: 4 }])
  expect(await db().paper.count()).toBe(4)
  fake.requests.length = 0
  serve(many(7), { oai })
  expect((await sweep(FRIDAY_NIGHT, onlyLg)).sets).toMatchObject([{ state: 'finished', pages: 2, records: 3 }])
  expect(fake.requests[0]?.url).toContain('resumptionToken')
  expect(await db().paper.count()).toBe(7)
  expect(await db().harvest.findFirst()).toMatchObject({ pages: 4, records: 7, state: 'finished', token: null })
})

test('a token that has expired begins its set again, from its own day', async () => {
  serve(many(5), { oai: { pageSize: 2 } })
  const stop = new AbortController()
  await expect(
    sweep(FRIDAY_NIGHT, { ...onlyLg, signal: stop.signal, onProgress: () => stop.abort(new Error('stopped')) }),
  ).rejects.toThrow('stopped')
  serve(many(5), { oai: { pageSize: 5, expired: true } })
  const report = await sweep('2026-11-22T03:40:00Z', onlyLg)
  expect(report).toMatchObject({ added: 3, unchanged: 2, sets: [{ state: 'finished', records: 5 }] })
  expect(await db().repair.count()).toBe(5)
})

test('two sweeps at once store every page once', async () => {
  serve(many(9), { oai: { pageSize: 2 } })
  const reports = await Promise.all([sweep(FRIDAY_NIGHT, onlyLg), sweep(FRIDAY_NIGHT, onlyLg)])
  expect(reports.some(({ sets }) => sets[0]?.state === 'finished')).toBe(true)
  expect(await db().paper.count()).toBe(9)
  expect(await db().repair.count()).toBe(9)
  expect(await db().harvest.findMany({ select: { records: true, state: true } })).toEqual([
    { records: 9, state: 'finished' },
  ])
})

test('a sweep counts what arXiv holds of each day, and settles the days that no feed told', async () => {
  serve([aRecord({ id: '2611.00001', categories: ['cs.LG', 'stat.ML'] }), aRecord({ id: '2611.00002' })])
  await sweep('2026-11-24T03:40:00Z')
  const batches = await db().batch.findMany({ where: { day: new Date('2026-11-20') }, orderBy: { category: 'asc' } })
  expect(batches).toMatchObject([
    { category: 'cs.LG', confirmedNew: 2, confirmedCross: 0, state: 'complete', source: 'oai' },
    { category: 'stat.ML', confirmedNew: 0, confirmedCross: 1, state: 'complete', source: 'oai' },
  ])
})

test('nothing is counted while a set is still to come', async () => {
  serve([aRecord({ id: '2611.00001' })], {
    fault: ({ url }) => (url.includes('stat') ? { kind: 'status', status: 404 } : null),
  })
  expect((await sweep()).sets.map(({ state }) => state)).toEqual(['finished', 'left'])
  expect(await db().batch.count({ where: { confirmedAt: { not: null } } })).toBe(0)
})
