import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db, pool } from '@/lib/database/client'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { loadFirstPapers } from '@/lib/ingest/first-papers'
import { sampleOnly } from '@/lib/ingest/notice'
import { runIngest } from '@/lib/ingest/run-ingest'
import samplePapers from '@/lib/ingest/sample-papers.json' with { type: 'json' }
import { upvote } from '@/lib/papers/votes'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { aReader } from '../support/factories'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'

useTestDatabase()

const clock = fixedClock('2026-11-20T08:00:00Z')
const categories = ['cs.AI', 'cs.LG']
let fake: FakeArxiv
beforeAll(async () => {
  fake = await startFakeArxiv()
})
afterAll(() => fake.close())
afterEach(async () => {
  await db().$executeRaw`truncate papers, feed_copies, ingest_runs cascade`
  await pool().query(`update gates set open_at = '2000-01-01'`)
  fake.requests.length = 0
})

const records: ArxivRecord[] = Array.from({ length: 130 }, (_, index) => ({
  id: `2611.${String(index + 1).padStart(5, '0')}`,
  title: `Paper ${index + 1}`,
  abstract: 'Words.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
  submittedAt: new Date(Date.UTC(2026, 10, 1) + index * 3_600_000).toISOString(),
}))
const settings = () => ({
  rssUrl: fake.url,
  apiUrl: fake.url,
  minIntervalMs: 0,
  baseUrl: 'http://localhost:3000',
  clock,
})
const load = (changes: object = {}) => loadFirstPapers({ categories, clock, arxiv: { ...settings(), ...changes } })

test('without arXiv they are the sample, within seconds, and pages say so', async () => {
  const started = performance.now()
  const nowhere = { rssUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1' }
  expect(await load(nowhere)).toEqual({
    from: 'sample',
    papers: samplePapers.length,
    reasons: ['127.0.0.1:1 cannot be reached (bad port).'],
  })
  expect(performance.now() - started).toBeLessThan(5_000)
  expect(await sampleOnly()).toBe(true)
  expect(await db().announcement.count()).toBe(0)
  expect(await db().paper.count({ where: { sample: true, completedAt: null, announcedAt: null } })).toBe(
    samplePapers.length,
  )
})

test('the first papers are what is announced today', async () => {
  fake.serve({ records: records.slice(0, 3) })
  expect(await load()).toEqual({ from: 'feeds', papers: 3, reasons: [] })
  expect(await sampleOnly()).toBe(false)
})

test('on a day of rest they are the newest hundred of each category, and one feed is enough to know', async () => {
  fake.serve({ records: records.map((record) => ({ ...record, announced: null })), day: '2026-11-21' })
  expect(await load()).toEqual({ from: 'newest', papers: 100, reasons: [] })
  expect(fake.requests.map(({ url }) => url.split('?')[0])).toEqual(['/rss/cs.AI', '/api/query', '/api/query'])
  expect(await db().paper.count({ where: { id: '2611.00130' } })).toBe(1)
  expect(await db().paper.count({ where: { id: '2611.00030' } })).toBe(0)
})

test('an arXiv that answers too slowly is not waited for beyond the budget', async () => {
  fake.serve({ records, fault: () => ({ kind: 'drip', everyMs: 20 }) })
  const started = performance.now()
  const { from, reasons } = await loadFirstPapers({ categories, clock, arxiv: settings(), budgetMs: 2_000 })
  expect({ from, reasons }).toEqual({ from: 'sample', reasons: ['There was no time left to ask arXiv.'] })
  expect(performance.now() - started).toBeLessThan(5_000)
})

test('a store that holds papers is left alone', async () => {
  fake.serve({ records: records.slice(0, 3) })
  await load()
  fake.requests.length = 0
  expect(await load()).toEqual({ from: 'kept', papers: 3, reasons: [] })
  expect(fake.requests).toHaveLength(0)
})

test('papers of the sample are completed when arXiv answers, and keep their votes', async () => {
  await load({ rssUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1' })
  const [first] = samplePapers
  if (!first) throw new Error('the sample is empty')
  const reader = await aReader()
  await upvote(first.id, reader, clock.now(), 0)

  fake.serve({
    records: samplePapers.map((paper) => ({
      ...paper,
      comments: 'Completed',
      submittedAt: '2004-06-07T11:08:22Z',
      announced: null,
    })),
  })
  const report = await runIngest({ categories, clock, arxiv: openArxiv(settings()) })
  expect(report).toMatchObject({
    added: 0,
    updated: samplePapers.length,
    completion: { completed: samplePapers.length },
  })
  expect(await sampleOnly()).toBe(false)
  const paper = await db().paper.findUniqueOrThrow({
    where: { id: first.id },
    include: { standing: true, votes: true },
  })
  expect(paper).toMatchObject({ sample: false, comments: 'Completed', standing: { votes: 1, countedVotes: 1 } })
  expect(paper.votes).toHaveLength(1)
})
