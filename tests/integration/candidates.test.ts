import { beforeEach, expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { useTestDatabase } from '../support/database'

useTestDatabase()

/** With abstracts of a usual length: how a table is read hangs on how large it is. */
const PAPERS = 2_000
const NEWEST = { view: { kind: 'newest' }, minVotes: 0 } as const
const candidates = () => listCandidates(NEWEST, { kind: 'whole' })
const idOf = (number: number) => `2611.${String(number).padStart(5, '0')}`

beforeEach(async () => {
  const numbered = `from (select '2611.' || lpad(n::text, 5, '0') as id, n from generate_series(1, ${PAPERS}) n) p`
  for (const statement of [
    'truncate papers cascade',
    // Otherwise the statistics come by themselves, at some moment.
    'alter table papers set (autovacuum_enabled = false)',
    'alter table paper_standings set (autovacuum_enabled = false)',
    `insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
       primary_category, first_seen_at) select id, '', '', '', '', repeat('Words. ', 150), '', '{}', '{cs.LG}', 'cs.LG', now() ${numbered}`,
    `insert into paper_standings (paper_id, listed_at, listed_tick, score)
       select id, timestamptz '2026-11-20T00:00:00Z' + n * interval '1 second', 0, 0 ${numbered}`,
  ])
    await pool().query(statement)
})

test('the papers that an issue may bring come in the order of the list, without withdrawn and merged ones', async () => {
  await pool().query('update papers set withdrawn = true where id = $1', [idOf(PAPERS)])
  await pool().query('update paper_standings set merged_into = $1 where paper_id = $2', [idOf(1), idOf(PAPERS - 2)])
  expect((await candidates()).slice(0, 3).map(({ id }) => id)).toEqual([1, 3, 4].map((back) => idOf(PAPERS - back)))
})

test('they are found as fast by a database that knows nothing of its tables yet', async () => {
  const unknown = await bestOfThree()
  await pool().query('analyze papers, paper_standings')
  expect(unknown).toBeLessThan(10 * (await bestOfThree()))
})

async function bestOfThree(): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 3; round++) {
    const start = performance.now()
    expect(await candidates()).toHaveLength(1_000)
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}
