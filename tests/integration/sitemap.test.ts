import { expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { listSitemap, listSitemapFiles } from '@/lib/views/sitemap'
import { useTestDatabase } from '../support/database'

useTestDatabase()

/** What one file may hold, and one more. */
const PAPERS = 50_001

const filesAt = async (instant: string) => (await listSitemapFiles(new Date(instant))).map(({ path }) => path)
const merge = (id: string) =>
  db().paperStanding.update({ where: { paperId: id }, data: { mergedInto: `p${String(PAPERS).padStart(5, '0')}` } })

test('a merged paper makes no part of the sitemap, and takes no place in one', async () => {
  await db()
    .$executeRaw`insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html,
      authors, categories, primary_category, first_seen_at)
    select 'p' || lpad(i::text, 5, '0'), '', '', '', '', '', '', '{}', '{cs.LG}', 'cs.LG', now()
    from generate_series(0, ${PAPERS}::int) i`
  await db().$executeRaw`insert into paper_standings (paper_id, listed_at, listed_tick, score)
    select 'p' || lpad(i::text, 5, '0'), timestamptz '2020-01-01T00:00:00Z' + (i - 1) * interval '51 seconds', 0, 0
    from generate_series(0, ${PAPERS}::int) i`
  const month = (part: number) => listSitemap({ kind: 'papers', month: '2020-01', part })
  expect(await filesAt('2026-11-20T00:00:00Z')).toEqual([
    '/sitemaps/lists.xml',
    '/sitemaps/2020-01.xml',
    '/sitemaps/2020-01-2.xml',
    '/sitemaps/2019-12.xml',
  ])
  expect((await month(2)).map(({ path }) => path)).toEqual(['/papers/p00001'])

  await merge('p00000')
  await merge('p40000')
  expect(await filesAt('2026-11-21T00:00:00Z')).toEqual(['/sitemaps/lists.xml', '/sitemaps/2020-01.xml'])
  expect(await month(1)).toHaveLength(PAPERS - 1)
  expect((await month(1)).at(-1)?.path).toBe('/papers/p00001')
  expect(await month(2)).toEqual([])
})
