import { beforeEach, expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { useTestDatabase } from '../support/database'

useTestDatabase()

/** More than an issue looks through. */
const PAPERS = 1_200
const NEWEST = { view: { kind: 'newest' }, minVotes: 0 } as const
const candidates = () => listCandidates(NEWEST, { kind: 'whole' })
const idOf = (number: number) => `2611.${String(number).padStart(5, '0')}`

beforeEach(async () => {
  const numbered = `from (select '2611.' || lpad(n::text, 5, '0') as id, n from generate_series(1, ${PAPERS}) n) p`
  for (const statement of [
    'truncate papers cascade',
    `insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
       primary_category, first_seen_at) select id, '', '', '', '', 'Words.', '', '{}', '{cs.LG}', 'cs.LG', now() ${numbered}`,
    `insert into paper_standings (paper_id, listed_at, listed_tick, score)
       select id, timestamptz '2026-11-20T00:00:00Z' + n * interval '1 second', 0, 0 ${numbered}`,
  ])
    await pool().query(statement)
})

test('the papers that an issue may bring come in the order of the list, without withdrawn and merged ones', async () => {
  await pool().query('update papers set withdrawn = true where id = $1', [idOf(PAPERS)])
  await pool().query('update paper_standings set merged_into = $1 where paper_id = $2', [idOf(1), idOf(PAPERS - 2)])
  const found = (await candidates()).map(({ id }) => id)
  // The thousand newest, less one that is withdrawn and one that is merged.
  expect(found).toHaveLength(998)
  expect(found.slice(0, 3)).toEqual([1, 3, 4].map((back) => idOf(PAPERS - back)))
})
