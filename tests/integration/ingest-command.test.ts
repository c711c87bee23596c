import { execFile } from 'node:child_process'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'

const database = useTestDatabase()
let fake: FakeArxiv
beforeAll(async () => {
  fake = await startFakeArxiv({
    records: ['2611.00001', '2611.00002'].map((id, index) => ({
      id,
      title: `Paper ${id}`,
      abstract: 'Words.',
      authors: index === 0 ? ['Ada Lovelace'] : [],
      categories: ['cs.LG'],
    })),
  })
})
afterAll(() => fake.close())

function ingest(args: string[], environment: Record<string, string> = {}) {
  const env = {
    NODE_ENV: 'test' as const,
    PATH: process.env.PATH,
    DATABASE_URL: database.url,
    CATEGORIES: 'cs.LG',
    ...fake.env,
    ...environment,
  }
  return new Promise<{ status: unknown; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'scripts/ingest.ts', ...args], { env }, (error, out, err) =>
      resolve({ status: error ? error.code : 0, out, err }),
    )
  })
}

test('prints one object for programs, and the same again without additions', async () => {
  const first = await ingest(['--json'])
  expect(first.status).toBe(0)
  const rejected = [{ id: '2611.00002', reason: 'has no authors' }]
  expect(JSON.parse(first.out)).toMatchObject({ added: 1, updated: 0, unchanged: 0, rejected })
  expect(JSON.parse((await ingest(['--json'])).out)).toMatchObject({ added: 0, updated: 0, unchanged: 1 })
})

test('tells people what came of it', async () => {
  const { status, out } = await ingest(['--since', '2026-11-01', '--dry-run'], { NOW: '2026-11-20T08:00:00Z' })
  expect(status).toBe(0)
  expect(out).toContain('Would be: 0 added, 0 updated, 1 unchanged, 1 rejected.')
  expect(out).toContain('Rejected 2611.00002: it has no authors.')
})

test('fails when nothing at all can be read', async () => {
  const { status, out } = await ingest([], { ARXIV_RSS_URL: 'http://127.0.0.1:1' })
  expect(status).toBe(1)
  expect(out).toContain('Could not read cs.LG: 127.0.0.1:1 cannot be reached')
})

test("reads a person's own list instead, by public identifier", async () => {
  fake.serve({
    authors: [{ id: 'noether_e_1', name: 'Emmy Noether', papers: [{ id: '2611.00001', title: 'Invariants' }] }],
  })
  const { status, out } = await ingest(['--author', 'noether_e_1', '--author', 'https://arxiv.org/a/nobody_n_1'])
  expect(out).toBe('Emmy Noether (noether_e_1): 1 paper.\nNobody has the identifier nobody_n_1 at arXiv.\n')
  expect(status).toBe(0)
})

test.each([
  [
    ['--author', 'Emmy Noether'],
    '--author takes an ORCID or an arXiv author identifier such as warner_s_1, not Emmy Noether.',
  ],
  [['--category', 'LG!'], 'arXiv has no LG!.'],
  [['--since', '1.11.2026'], '--since takes a day up to today such as 2026-11-01, not 1.11.2026.'],
  [['--since', '2999-01-01'], '--since takes a day up to today'],
])('%j is wrong usage', async (args, sentence) => {
  const { status, err } = await ingest(args)
  expect(status).toBe(2)
  expect(err).toContain(sentence)
})

test('a sweep by hand tells what it repaired, and what could not be used', async () => {
  const aPaper = { title: 'On 5', abstract: 'Words.', categories: ['cs.LG'] }
  fake.serve({
    records: [
      { ...aPaper, id: '2611.00005', authors: ['Ada Lovelace'] },
      { ...aPaper, id: '2611.00006', authors: [] },
    ],
  })
  const { status, out } = await ingest(['--sweep'], { NOW: '2026-11-21T03:40:00Z' })
  expect(status).toBe(0)
  expect(out).toBe(
    '1 added, 0 updated, 0 unchanged, 1 rejected.\nRepaired: 1 missed.\nRejected 2611.00006: it has no authors.\n',
  )
  const gone = await ingest(['--sweep'], { NOW: '2026-11-22T03:40:00Z', ARXIV_OAI_URL: 'http://127.0.0.1:1' })
  expect(gone.status).toBe(1)
  expect(gone.out).toContain('Left for the next sweep: cs:cs:LG. 127.0.0.1:1 cannot be reached')
})

test('a sweep by hand is of everything', async () => {
  const { status, err } = await ingest(['--sweep', '--since', '2026-11-01'])
  expect([status, err]).toEqual([2, expect.stringContaining('--sweep goes without --since.')])
})
