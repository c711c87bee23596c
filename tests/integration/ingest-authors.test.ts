import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { openAuthorLists } from '@/lib/ingest/author-lists'
import { readAuthor, refreshAuthors } from '@/lib/ingest/read-authors'
import { useTestDatabase } from '../support/database'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'
import { aClock } from '../support/settings'

useTestDatabase()

const ORCID = '0000-0002-1825-0097'
const noether = {
  id: 'noether_e_1',
  orcid: ORCID,
  name: 'Emmy Noether',
  papers: [{ id: '2611.00001', title: 'Invariants' }],
}
const clock = aClock('2026-11-20T08:00:00Z')
let fake: FakeArxiv
const deps = () => ({
  clock,
  authors: openAuthorLists({
    apiUrl: fake.url,
    minIntervalMs: 0,
    baseUrl: 'http://localhost:3000',
    clock,
    retryBudgetMs: 0,
  }),
})
const stored = () =>
  db().authorId.findMany({ select: { id: true, orcid: true, name: true, papers: { select: { paperId: true } } } })

beforeAll(async () => {
  fake = await startFakeArxiv()
})
afterAll(() => fake.close())
beforeEach(async () => {
  clock.moveTo('2026-11-20T08:00:00Z')
  fake.requests.length = 0
  fake.serve({ authors: [noether] })
  await db().authorId.deleteMany()
})

const known = { id: 'noether_e_1', orcid: ORCID, name: 'Emmy Noether', papers: [{ paperId: '2611.00001' }] }

test('a person is one, asked for by either identifier, any number of times', async () => {
  for (const asked of ['noether_e_1', ORCID, 'noether_e_1']) {
    expect(await readAuthor(asked, deps())).toMatchObject({ status: 'stored', id: 'noether_e_1', papers: 1 })
    expect(await stored()).toEqual([known])
  }
})

test('a paper that left the list leaves it here', async () => {
  await readAuthor('noether_e_1', deps())
  fake.serve({ authors: [{ ...noether, papers: [{ id: '2611.00002', title: 'Symmetries' }] }] })
  await readAuthor('noether_e_1', deps())
  expect(await stored()).toEqual([{ ...known, papers: [{ paperId: '2611.00002' }] }])
})

test('an identifier that nobody has is unknown, and nothing is stored', async () => {
  expect(await readAuthor('nobody_n_1', deps())).toEqual({ asked: 'nobody_n_1', status: 'unknown' })
  expect(await stored()).toEqual([])
})

test.each([
  ['an error', { fault: () => ({ kind: 'status', status: 503 }) as const }, /HTTP status 503/],
  ['a list that came empty', { authors: [{ ...noether, papers: [] }] }, /came empty, though it held 1/],
])('%s takes nothing away', async (_what, trouble, reason) => {
  await readAuthor('noether_e_1', deps())
  fake.serve(trouble)
  expect(await readAuthor('noether_e_1', deps())).toMatchObject({
    status: 'unreadable',
    reason: expect.stringMatching(reason),
  })
  expect(await stored()).toEqual([known])
})

test('whoever is known is asked about once a night', async () => {
  await readAuthor('noether_e_1', deps())
  expect(await refreshAuthors(deps())).toEqual([])
  clock.moveTo('2026-11-21T08:00:00Z')
  expect(await refreshAuthors(deps())).toMatchObject([{ asked: 'noether_e_1', status: 'stored' }])
  expect(await refreshAuthors(deps())).toEqual([])
  expect(fake.requests.map(({ url }) => url)).toEqual(['/a/noether_e_1.atom2', '/a/noether_e_1.atom2'])
})
