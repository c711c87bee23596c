import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { completePapers } from '@/lib/ingest/complete-papers'
import { openOai } from '@/lib/ingest/oai-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import { runSweep } from '@/lib/ingest/sweep'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'

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

const WEDNESDAY_NIGHT = '2026-11-19T03:40:00Z'
const THURSDAY_NIGHT = '2026-11-20T03:40:00Z'
const FRIDAY_NIGHT = '2026-11-21T03:40:00Z'

const aRecord = (traits: Partial<ArxivRecord> & { id: string }): ArxivRecord => ({
  title: `On ${traits.id}`,
  abstract: 'We study it.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  submittedAt: '2026-11-18T17:59:00Z',
  datestamp: '2026-11-20',
  ...traits,
})
const settings = (now: string) => ({
  minIntervalMs: 0,
  baseUrl: 'http://localhost:3000',
  clock: fixedClock(now),
  retryBudgetMs: 0,
})
const sweep = (now: string, records: ArxivRecord[], categories = ['cs.LG']) => {
  fake.serve({ records, oai: { now } })
  return runSweep({ categories, clock: fixedClock(now), oai: openOai({ ...settings(now), oaiUrl: fake.url }) })
}
const readFeeds = (now: string, records: ArxivRecord[]) => {
  fake.serve({ records })
  const arxiv = openArxiv({ ...settings(now), rssUrl: fake.url, apiUrl: fake.url })
  return runIngest({ categories: ['cs.LG'], clock: fixedClock(now), arxiv, complete: false })
}
const linesOf = async (paperId: string) =>
  (await db().announcement.findMany({ where: { paperId }, orderBy: [{ day: 'asc' }, { category: 'asc' }] })).map(
    ({ category, day, type }) => `${category} ${day.toISOString().slice(0, 10)} ${type}`,
  )

test('a paper of elsewhere that is cross-listed late stands on the day on which it came, whatever its id', async () => {
  const old = aRecord({ id: '2611.00100', submittedAt: '2026-11-15T17:59:00Z', datestamp: '2026-11-17' })
  const later = aRecord({ id: '2611.00300', datestamp: '2026-11-19' })
  const guest = aRecord({
    id: '2611.00090',
    categories: ['math.NT', 'cs.LG'],
    submittedAt: '2026-11-15T12:00:00Z',
    datestamp: '2026-11-20',
  })
  await sweep(WEDNESDAY_NIGHT, [old, later])
  await sweep(THURSDAY_NIGHT, [old, later, guest])
  expect(await linesOf('2611.00100')).toEqual(['cs.LG 2026-11-17 new'])
  expect(await linesOf('2611.00090')).toEqual(['cs.LG 2026-11-20 cross'])
})

test('a cross-list of which the query API knew first stands on the day on which OAI-PMH tells of it', async () => {
  const read = ['cs.LG', 'stat.ML']
  const record = aRecord({ id: '2611.00100', submittedAt: '2026-11-17T12:00:00Z', datestamp: '2026-11-18' })
  await sweep(WEDNESDAY_NIGHT, [record], read)
  const joined = { ...record, categories: read, datestamp: '2026-11-20' }
  fake.serve({ records: [joined] })
  const now = '2026-11-20T10:00:00Z'
  const arxiv = openArxiv({ ...settings(now), rssUrl: fake.url, apiUrl: fake.url })
  await completePapers({ arxiv, clock: fixedClock(now) })
  await sweep(FRIDAY_NIGHT, [joined], read)
  expect(await linesOf(record.id)).toEqual(['cs.LG 2026-11-18 new', 'stat.ML 2026-11-20 cross'])
  expect(await db().paper.findUnique({ where: { id: record.id } })).toMatchObject({ categories: read })
})

test('a cross-list of a day that nobody saw stays on it when the paper is replaced on the next, whose feed names every category', async () => {
  const read = ['cs.LG', 'stat.ML']
  const record = aRecord({ id: '2611.00100', submittedAt: '2026-11-16T12:00:00Z', datestamp: '2026-11-17' })
  const other = aRecord({ id: '2611.00200', categories: ['stat.ML'], datestamp: '2026-11-17' })
  await sweep('2026-11-18T03:40:00Z', [record, other], read)
  const replaced = { ...record, categories: read, version: 2, datestamp: '2026-11-20', title: 'On it, again' }
  const ofTheDay = aRecord({ id: '2611.00300', categories: ['stat.ML'], datestamp: '2026-11-20' })
  fake.serve({ day: '2026-11-20', records: [{ ...replaced, announced: 'replace' }, ofTheDay] })
  const now = '2026-11-20T06:00:00Z'
  const arxiv = openArxiv({ ...settings(now), rssUrl: fake.url, apiUrl: fake.url })
  await runIngest({ categories: read, clock: fixedClock(now), arxiv, complete: false })
  await sweep(FRIDAY_NIGHT, [replaced, other, ofTheDay], read)
  const [first, ...more] = (await linesOf(record.id)).filter((line) => !line.includes('replace'))
  expect([first, ...more]).toEqual(['cs.LG 2026-11-17 new', 'stat.ML 2026-11-19 cross'])
})

test('a category that is read later inherits no past of the set that it is harvested with', async () => {
  const read = ['cs.LG', 'cs.AI', 'cs.CL', 'cs.CV']
  await db().$executeRaw`insert into harvests (oai_set, from_day, started_at, finished_at, response_date, state)
    values ('cs', '2026-06-01', '2026-06-08T03:40:00Z', '2026-06-08T03:41:00Z', '2026-06-08T03:40:00Z', 'finished')`
  await db().$executeRaw`insert into batches (category, day, state, reason)
    select category, '2026-06-08', 'complete', 'Listed.' from unnest(${read}::text[]) as category`
  const july = { submittedAt: '2026-07-02T17:59:00Z', datestamp: '2026-11-20' }
  const records = [
    aRecord({ id: '2607.01500', categories: ['cs.CR'], ...july }),
    aRecord({ id: '2607.01501', categories: ['cs.LG'], ...july }),
    aRecord({ id: '2611.00001', categories: ['cs.CR'] }),
  ]
  const report = await sweep(FRIDAY_NIGHT, records, [...read, 'cs.CR'])
  expect(report.sets.map(({ set }) => set)).toEqual(['cs'])
  expect(await linesOf('2607.01500')).toEqual([])
  expect(await linesOf('2607.01501')).toHaveLength(1)
  expect(await linesOf('2611.00001')).toEqual(['cs.CR 2026-11-20 new'])
  expect(report.repairs).toEqual({ missed: 2 })
})

test('a list that stood still for nights proves no quiet day, and what it held back is asked for when it moves on', async () => {
  const before = aRecord({ id: '2611.00001' })
  const kept = aRecord({ id: '2611.00400', submittedAt: '2026-11-20T15:00:00Z', datestamp: '2026-11-23' })
  const later = aRecord({ id: '2611.00500', submittedAt: '2026-11-24T15:00:00Z', datestamp: '2026-11-25' })
  for (const night of ['21', '24', '25']) await sweep(`2026-11-${night}T03:40:00Z`, [before])
  expect((await theBatch('2026-11-23'))?.confirmedAt ?? null).toBeNull()

  await sweep('2026-11-26T03:40:00Z', [before, kept, later])
  expect(await linesOf('2611.00400')).toEqual(['cs.LG 2026-11-23 new'])
  expect(await theBatch('2026-11-23')).toMatchObject({ confirmedNew: 1, state: 'complete', source: 'oai' })
})

const theBatch = (day: string) => db().batch.findFirst({ where: { category: 'cs.LG', day: new Date(day) } })
const couldNotRead = (day: string) =>
  db().batch.create({ data: { category: 'cs.LG', day: new Date(day), state: 'failed', reason: 'arXiv was away.' } })

test('a deferred day whose feed nobody could read is settled by the sweep, as a holiday or by the papers that came', async () => {
  const before = aRecord({ id: '2611.00100', submittedAt: '2026-11-23T15:00:00Z', datestamp: '2026-11-25' })
  const after = aRecord({ id: '2611.00300', submittedAt: '2026-11-25T15:00:00Z', datestamp: '2026-11-27' })
  await sweep('2026-11-25T03:40:00Z', [before])
  await couldNotRead('2026-11-26')
  await sweep('2026-11-28T03:40:00Z', [before, after])
  expect(await theBatch('2026-11-26')).toMatchObject({ state: 'holiday', confirmedNew: 0 })

  const surprise = aRecord({ id: '2611.00200', submittedAt: '2026-11-25T12:00:00Z', datestamp: '2026-11-26' })
  await sweep('2026-11-29T03:40:00Z', [before, surprise, after])
  expect(await theBatch('2026-11-26')).toMatchObject({ state: 'complete', source: 'oai', confirmedNew: 1 })
})

test('a day on which arXiv touched a paper of which nobody knows whether it was listed is not called quiet', async () => {
  const before = aRecord({ id: '2611.00100', submittedAt: '2026-11-16T15:00:00Z', datestamp: '2026-11-18' })
  const stranger = aRecord({ id: '1805.00100', submittedAt: '2018-05-01T15:00:00Z', datestamp: '2026-11-19' })
  const later = aRecord({ id: '2611.00300', submittedAt: '2026-11-18T15:00:00Z', datestamp: '2026-11-20' })
  await sweep('2026-11-18T03:40:00Z', [before])
  await couldNotRead('2026-11-19')
  await sweep(FRIDAY_NIGHT, [before, stranger, later])
  expect(await linesOf('1805.00100')).toEqual([])
  expect(await theBatch('2026-11-19')).toMatchObject({ state: 'failed', confirmedNew: null })
})

test('days are counted by the next sweep when the one that read the last page was killed, or another was at a set', async () => {
  const records = [aRecord({ id: '2611.00100', datestamp: '2026-11-19' }), aRecord({ id: '2611.00200' })]
  await sweep(THURSDAY_NIGHT, records)
  await db().$executeRaw`update batches set confirmed_new = null, confirmed_cross = null, confirmed_at = null`
  await sweep('2026-11-20T04:40:00Z', records)
  expect(await theBatch('2026-11-19')).toMatchObject({ confirmedNew: 1 })
  expect(fake.requests.filter(({ url }) => url.startsWith('/oai'))).toHaveLength(1)

  const again = await Promise.all([1, 2, 3].map(() => sweep(FRIDAY_NIGHT, records, ['cs.LG', 'math.NT'])))
  expect(again.flatMap(({ sets }) => sets).some(({ state }) => state === 'finished')).toBe(true)
  expect((await theBatch('2026-11-20'))?.confirmedAt).toEqual(new Date(FRIDAY_NIGHT))
})

test('days of a harvest that was begun nights ago and finished late are counted, though the next one looks back less', async () => {
  const until = (day: string) =>
    ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20']
      .filter((datestamp) => datestamp <= day)
      .map((datestamp) =>
        aRecord({ id: `2611.00${datestamp.slice(-2)}0`, submittedAt: '2026-11-16T17:59:00Z', datestamp }),
      )
  await sweep('2026-11-17T03:40:00Z', until('2026-11-17'))
  fake.serve({ fault: () => ({ kind: 'status', status: 500 }) })
  for (const now of ['2026-11-18T03:40:00Z', WEDNESDAY_NIGHT]) {
    const oai = openOai({ ...settings(now), oaiUrl: fake.url })
    expect(await runSweep({ categories: ['cs.LG'], clock: fixedClock(now), oai })).toMatchObject({
      sets: [{ state: 'left' }],
    })
  }
  // Once for the harvest of Tuesday, once for that of tonight.
  await sweep(THURSDAY_NIGHT, until('2026-11-20'))
  await sweep('2026-11-20T04:40:00Z', until('2026-11-20'))
  expect(fake.requests.slice(-2).map(({ url }) => url.match(/from=([\d-]+)/)?.[1])).toEqual([
    '2026-11-16',
    '2026-11-19',
  ])
  for (const day of ['2026-11-17', '2026-11-18', '2026-11-19', '2026-11-20'])
    expect(await theBatch(day)).toMatchObject({ confirmedNew: 1 })
})

test('a day that the sweep judged gives way to the one that the feed tells', async () => {
  const record = aRecord({ id: '2611.00001', datestamp: '2026-11-19' })
  await sweep(THURSDAY_NIGHT, [record])
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-19 new'])
  await readFeeds('2026-11-20T18:00:00Z', [record])
  expect(await linesOf('2611.00001')).toEqual(['cs.LG 2026-11-20 new'])
})
