import { beforeAll, expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { listCandidates } from '@/lib/digest/candidates'
import { searchDatabase } from '@/lib/search/database/search-database'
import { parseQuery } from '@/lib/search/query/parse'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { rowsRead } from '../support/rows-read'

useTestDatabase()

/** More than are gathered and sorted. All are about the same, one in ten thousand about something else too. */
const PAPERS = 40_000

beforeAll(async () => {
  const numbered = `from (select 'p' || lpad(n::text, 7, '0') as id, n from generate_series(1, ${PAPERS}) n) p`
  for (const statement of [
    `insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
       primary_category, first_seen_at) select id, '', 'learning ' || case when n % 10000 = 0 then 'tardigrades' else '' end, '', '', '', '',
       '{}', '{cs.LG}', 'cs.LG', now() ${numbered}`,
    `insert into paper_standings (paper_id, listed_at, listed_tick, score)
       select id, timestamptz '2020-01-01' + n * interval '30 minutes', n / 48, n / 96 ${numbered}`,
    'vacuum analyze',
  ])
    await pool().query(statement)
}, 90_000)

const search = (typed: string) => searchDatabase(parseQuery(typed), { limit: 20 })

test('without an index the newest thousand of a common word are ranked, the rest is guessed, and the answer says so', async () => {
  const { hits, total, limited } = await search('learning')
  expect(hits[0]?.id).toBe('p0039999')
  expect(limited).toBe(true)
  expect(total.isExact).toBe(false)
  expect(Math.abs(total.papers - PAPERS)).toBeLessThan(PAPERS / 10)
  const { papers = 0 } = await rowsRead(() => search('learning'))
  expect(papers).toBeLessThan(20_000)
})

test('a rare word is found wherever it lies, and counted', async () => {
  expect(await search('tardigrades')).toMatchObject({ total: { papers: 4, isExact: true }, limited: false })
  expect((await search('learning tardigrades')).hits.slice(0, 4).map(({ id }) => id)).toEqual(
    ['4', '3', '2', '1'].map((n) => `p00${n}0000`),
  )
  const { papers = 0 } = await rowsRead(() => search('tardigrades'))
  expect(papers).toBeLessThan(100)
})

test('a mail of a search brings what is new and holds all of its words', async () => {
  const since = new Date('2026-11-01T00:00:00Z')
  const { id } = await aPaper({ title: 'Learning of moss', listedAt: new Date('2026-11-20T01:00:00Z') })
  await aPaper({ title: 'Learning', listedAt: new Date('2026-11-20T01:00:00Z') })
  await aPaper({ title: 'Learning of moss', listedAt: new Date('2026-10-20T01:00:00Z') })
  const list = { view: { kind: 'search' as const, query: 'learning moss' }, minVotes: 0 }
  expect((await listCandidates(list, { kind: 'recent', since })).map((one) => one.id)).toEqual([id])
})
