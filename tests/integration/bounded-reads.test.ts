import { beforeAll, expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { listView } from '@/lib/views/list-view'
import { listSitemap, listSitemapFiles } from '@/lib/views/sitemap'
import type { View } from '@/lib/views/view'
import { useTestDatabase } from '../support/database'
import { type RowsRead, rowsRead } from '../support/rows-read'

useTestDatabase()

/** More than are gathered and sorted. One in a hundred has votes; one in ten was updated, and these are the oldest. */
const PAPERS = 60_000
const UPDATED = PAPERS / 10
const FIRST = '2020-01-01T00:00:00Z'

beforeAll(async () => {
  const numbered = `from (select 'p' || lpad(n::text, 7, '0') as id, n from generate_series(1, ${PAPERS}) n) p`
  for (const statement of [
    `insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
       primary_category, first_seen_at) select id, '', '', '', '', '', '', '{}', '{cs.LG}', 'cs.LG', now() ${numbered}`,
    `insert into paper_standings (paper_id, listed_at, votes, listed_tick, score)
       select id, timestamptz '${FIRST}' + n * interval '30 minutes', case when n % 100 = 0 then 1 + n % 7 else 0 end, n / 48, n / 96 ${numbered}`,
    `insert into paper_categories (category, paper_id, is_primary)
       select case when n % 2 = 0 then 'cs.LG' else 'cs.CV' end, id, true ${numbered}`,
    `insert into announcements (paper_id, category, day, type)
       select id, case when n % 2 = 0 then 'cs.LG' else 'cs.CV' end, date '2026-01-01' + n % 150,
         case when n <= ${UPDATED} then 'replace' else 'new' end::announcement_type ${numbered}`,
    'vacuum analyze',
  ])
    await pool().query(statement)
}, 60_000)

const CS: View = { kind: 'category', category: 'cs' }
const read = (view: View, minVotes = 0): Promise<RowsRead> => rowsRead(() => listView(view, { minVotes }))

test('the newest papers of a wide field are read off the index of time', async () => {
  expect((await read(CS)).paper_standings).toBeLessThan(500)
})

test('a field-fair list is read off its own index', async () => {
  const rows = await read({ kind: 'trending', fair: true })
  expect(rows.fair_places).toBeLessThan(500)
  expect(rows.paper_standings).toBeLessThan(500)
})

test('its updated papers are gathered from their announcements, however far they lie back', async () => {
  const rows = await read({ ...CS, types: ['replace'] })
  expect((await listView({ ...CS, types: ['replace'] })).papers).toHaveLength(50)
  expect(rows.paper_standings).toBeLessThan(2 * UPDATED)
  expect(rows.announcements).toBeLessThan(4 * UPDATED)
})

test('papers of some votes are sought among those that have any, and more votes than there are cost no more', async () => {
  const voted = PAPERS / 100
  for (const minVotes of [1, 7, 500]) {
    expect((await read(CS, minVotes)).paper_standings).toBeLessThan(2 * voted)
    expect((await read({ kind: 'newest' }, minVotes)).paper_standings).toBeLessThan(2 * voted)
  }
  expect((await read({ ...CS, types: ['replace'] }, 500)).paper_standings).toBeLessThan(2 * voted)
})

test('the files of the sitemap are counted once an hour, without sorting, and a file reads its own month only', async () => {
  const at = new Date('2026-11-22T12:00:00Z')
  const later = (minutes: number) => new Date(at.getTime() + minutes * 60_000)
  const counted = await rowsRead(() => listSitemapFiles(at))
  expect(counted.paper_standings).toBeLessThan(PAPERS + 200)
  expect(await rowsRead(() => Promise.all([listSitemapFiles(later(1)), listSitemapFiles(later(59))]))).toEqual({})
  expect((await rowsRead(() => listSitemapFiles(later(60)))).paper_standings).toBeGreaterThanOrEqual(PAPERS)
  const month = await rowsRead(() => listSitemap({ kind: 'papers', month: '2020-02', part: 1 }))
  expect(month.paper_standings).toBe(29 * 48)
})

test('the lists of the sitemap are found by going from name to name', async () => {
  const rows = await rowsRead(() => listSitemap({ kind: 'lists' }))
  expect(rows.announcements).toBeLessThan(2 * UPDATED)
  expect(rows.paper_categories).toBeLessThan(10)
})
