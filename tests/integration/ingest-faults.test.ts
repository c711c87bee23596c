import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock, systemClock } from '@/lib/clock'
import { db, pool } from '@/lib/database/client'
import { type ArxivSettings, openArxiv } from '@/lib/ingest/arxiv-client'
import { hasFailed } from '@/lib/ingest/report'
import { runIngest } from '@/lib/ingest/run-ingest'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'
import type { Fault } from '../support/fake-arxiv-faults'

useTestDatabase()

let fake: FakeArxiv
let elsewhere: FakeArxiv
beforeAll(async () => {
  fake = await startFakeArxiv()
  elsewhere = await startFakeArxiv()
})
afterAll(() => Promise.all([fake.close(), elsewhere.close()]))
afterEach(async () => {
  await db().$executeRaw`truncate papers, feed_copies, ingest_runs cascade`
  await pool().query(`update gates set open_at = '2000-01-01'`)
  fake.requests.length = 0
})

const records: ArxivRecord[] = ['cs.AI', 'cs.LG'].map((category, index) => ({
  id: `2611.0000${index + 1}`,
  title: `A paper of ${category}`,
  abstract: 'Words.',
  authors: ['Ada Lovelace'],
  categories: [category],
}))

/** Long enough for a busy machine; only what is slow by intent meets the short ones. */
const LIMITS = { headersMs: 10_000, totalMs: 20_000, maxBytes: 2_000_000 }
const SHORT_LIMITS = { ...LIMITS, headersMs: 1_500, totalMs: 2_500 }
const SLOW = ['silent', 'drip']

const open = (settings: Partial<ArxivSettings> = {}) =>
  openArxiv({
    rssUrl: fake.url,
    apiUrl: fake.url,
    minIntervalMs: 0,
    baseUrl: 'https://papers.example.org',
    clock: systemClock,
    retryBudgetMs: 0,
    limits: LIMITS,
    ...settings,
  })
const clock = fixedClock('2026-11-20T08:00:00Z')
const ingest = (settings?: Partial<ArxivSettings>) =>
  runIngest({ categories: ['cs.AI', 'cs.LG'], arxiv: open(settings), clock })

/** The fault strikes the first category only. */
const strike = (fault: Fault) =>
  fake.serve({ records, fault: ({ url }) => (url.includes('/rss/cs.AI') ? fault : null) })

describe('one category that cannot be read fails alone, in one sentence', () => {
  test.each<[string, Fault, RegExp]>([
    ['is silent', { kind: 'silent' }, /did not answer within 1.5 s\.$/],
    ['drips', { kind: 'drip', everyMs: 20 }, /did not finish its answer within 2.5 s\.$/],
    ['never ends', { kind: 'endless' }, /sends more than 2 MB\.$/],
    ['unpacks to 100 MB', { kind: 'gzip-bomb' }, /sends more than 2 MB\.$/],
    ['is cut off', { kind: 'truncated' }, /cut off\.$/],
    [
      'is a page',
      { kind: 'body', type: 'text/html', body: '<html></html>' },
      /answers with text\/html instead of a feed\.$/,
    ],
    ['is a page called a feed', { kind: 'body', body: '<!doctype html><html></html>' }, /HTML page, not a feed\.$/],
    [
      'is of another type',
      { kind: 'body', type: 'application/json', body: '{}' },
      /application\/json instead of a feed\.$/,
    ],
    ['has no byte', { kind: 'body', body: '' }, /the answer is empty\.$/],
    ['breaks the connection', { kind: 'reset' }, /broke off its answer \(.+\)\.$/],
    ['is not there', { kind: 'status', status: 404 }, /HTTP status 404\.$/],
    ['is forbidden', { kind: 'status', status: 403 }, /HTTP status 403\.$/],
    ['is out of order', { kind: 'status', status: 500 }, /HTTP status 500\.$/],
    ['redirects to itself', { kind: 'redirect', to: '/rss/cs.AI' }, /redirects more than 3 times\.$/],
    ['redirects into the house', { kind: 'redirect', to: 'http://127.0.0.1:1/' }, /which is not followed\.$/],
    [
      'is an error of arXiv with status 400',
      {
        kind: 'status',
        status: 400,
        body: '<rss version="2.0"><channel><title>Feed error for query "cs.AI"</title></channel></rss>',
      },
      /arXiv does not know the feed: Feed error for query "cs\.AI"\.$/,
    ],
  ])('%s', async (_, fault, sentence) => {
    strike(fault)
    const report = await ingest(SLOW.includes(fault.kind) ? { limits: SHORT_LIMITS } : {})
    expect(report.categories[0]).toMatchObject({ state: 'failed', papers: 0, reason: expect.stringMatching(sentence) })
    expect(report.categories[1]).toMatchObject({ state: 'read', papers: 1 })
    expect(report).toMatchObject({ added: 1 })
    expect(hasFailed(report)).toBe(false)
  })
})

test('an empty feed is told from one that failed', async () => {
  fake.serve({ records: [], day: '2026-11-20' })
  expect((await ingest()).categories.map(({ state }) => state)).toEqual(['empty', 'empty'])
  fake.serve({ records: [], day: '2026-11-21' })
  expect((await ingest()).categories.map(({ state }) => state)).toEqual(['rest-day', 'rest-day'])
})

test('a run that can read nothing has failed, and says so for each category', async () => {
  const report = await ingest({ rssUrl: 'http://127.0.0.1:1', apiUrl: 'http://127.0.0.1:1' })
  expect(hasFailed(report)).toBe(true)
  expect(report.categories.map(({ reason }) => reason)).toEqual(
    Array(2).fill('127.0.0.1:1 cannot be reached (bad port).'),
  )
})

test('duplicates and versions out of order become one paper of the newest version', async () => {
  const paper = records[0] as ArxivRecord
  const versions = [2, 3, 1].map((version) => ({ ...paper, version, title: `Version ${version}` }))
  fake.serve({ records: [...versions, ...versions] })
  expect(await ingest()).toMatchObject({ added: 1, updated: 0, rejected: [] })
  expect(await db().paper.findMany()).toMatchObject([{ version: 3, title: 'Version 3' }])
})

test('trouble that passes is met by another try', async () => {
  let failures = 2
  fake.serve({ records, fault: () => (failures-- > 0 ? { kind: 'status', status: 502 } : null) })
  expect(await ingest({ retryBudgetMs: 10_000 })).toMatchObject({
    added: 2,
    categories: [{ state: 'read' }, { state: 'read' }],
  })
})

test('Retry-After is obeyed by everybody', async () => {
  let isFirst = true
  fake.serve({
    records,
    fault: () => {
      const fault = isFirst ? ({ kind: 'status', status: 429, headers: { 'retry-after': '1' } } as const) : null
      isFirst = false
      return fault
    },
  })
  const [mine, others] = await Promise.all([ingest({ retryBudgetMs: 10_000 }), ingest({ retryBudgetMs: 10_000 })])
  expect([...mine.categories, ...others.categories].map(({ state }) => state)).not.toContain('failed')
  const [first, second] = fake.requests
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(995)
})

test.each([
  ['without Retry-After', {}],
  ['with Retry-After: 0', { 'retry-after': '0' }],
])('"too many requests" %s closes the gate for everybody', async (_, headers) => {
  fake.serve({ records, fault: () => ({ kind: 'status', status: 429, headers }) })
  const report = await ingest({ patienceMs: 1_000 })
  expect(report.categories.map(({ state }) => state)).toEqual(['failed', 'failed'])
  expect(fake.requests).toHaveLength(1)
})

test('a pause longer than we wait ends the run with what arXiv asks for', async () => {
  fake.serve({ records, fault: () => ({ kind: 'status', status: 503, headers: { 'retry-after': '900' } }) })
  const report = await ingest({ retryBudgetMs: 10_000 })
  expect(report.categories[0]?.reason).toMatch(/HTTP status 503 and asks for a pause \(900\)\.$/)
  expect(report.categories[1]?.reason).toBe('arXiv asked for a pause: the next request may be made in 15 minutes.')
  expect(fake.requests).toHaveLength(1)
})

test('every request names the project and this installation, and closes its connection', async () => {
  fake.serve({ records })
  await ingest()
  for (const { headers } of fake.requests) {
    expect(headers['user-agent']).toMatch(/^Broadsheet\/\d+\.\d+\.\d+ \(\+https:\/\/papers\.example\.org\)$/)
    expect(headers.connection).toBe('close')
  }
})

test('a query API that is out of order leaves papers to be completed later', async () => {
  fake.serve({ records, fault: ({ url }) => (url.startsWith('/api') ? { kind: 'status', status: 500 } : null) })
  const report = await ingest()
  expect(report).toMatchObject({
    added: 2,
    completion: { asked: 0, reason: expect.stringContaining('HTTP status 500') },
  })
  expect(hasFailed(report)).toBe(false)

  fake.serve({ records })
  expect(await ingest()).toMatchObject({ added: 0, updated: 2, completion: { asked: 2, completed: 2 } })
})

test('a run that dies before its papers are stored asks for the whole feed again', async () => {
  fake.serve({ records })
  const arxiv = open()
  await arxiv.feed('cs.AI')
  expect(await arxiv.feed('cs.AI')).toMatchObject({ status: 'changed' })
})

test('the host that redirects within itself is followed', async () => {
  fake.serve({
    records,
    fault: ({ url }) => (url === '/rss/cs.AI' ? { kind: 'redirect', to: '/rss/cs.AI?again' } : null),
  })
  expect((await ingest()).categories[0]).toMatchObject({ state: 'read' })
  fake.serve({ records, fault: () => ({ kind: 'redirect', to: `${elsewhere.url}/rss/cs.AI` }) })
  await ingest()
  expect(elsewhere.requests).toHaveLength(0)
})
