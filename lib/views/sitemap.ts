import { z } from 'zod'
import { db } from '../database/client'
import { paths } from '../paths'
import { monthRange } from './calendar'

/** What one file of a sitemap may hold (https://www.sitemaps.org/protocol.html). */
const MAX_ADDRESSES = 50_000
/** Older day lists are found by their neighbours. */
const DAYS = 100

/** An address of this site, and the day on which it last changed where that is known. */
export interface SitemapEntry {
  path: string
  changed: string | null
}

/** One file of the sitemap: the lists, or the papers of a month (a part of them when there are more than 50,000). */
export type SitemapFile = { kind: 'lists' } | { kind: 'papers'; month: string; part: number }

/** `lists.xml`, `2026-11.xml`, `2026-11-2.xml`; null for anything else. */
export function parseSitemapFile(name: string): SitemapFile | null {
  if (name === 'lists.xml') return { kind: 'lists' }
  const [, month = '', part = '1'] = /^(\d{4}-\d{2})(?:-([2-9]|[1-9]\d{1,3}))?\.xml$/.exec(name) ?? []
  return monthRange(month) ? { kind: 'papers', month, part: Number(part) } : null
}

/** The address of a file; `parseSitemapFile` of its name gives the file back. */
export const sitemapFilePath = (file: SitemapFile): string =>
  file.kind === 'lists' ? '/sitemaps/lists.xml' : `/sitemaps/${file.month}${file.part > 1 ? `-${file.part}` : ''}.xml`

const Month = z.object({ month: z.string(), papers: z.coerce.number(), changed: z.string() })

/** Crawlers are told that the index holds for so long, and so it does here. */
const KEPT_MS = 3_600_000
let kept: { at: number; files: Promise<SitemapEntry[]> } | null = null

/**
 * Every file that the sitemap has, newest month first; up to an hour old. To count the papers an index is read from end to end, so
 * that is done once an hour in each process, whoever asks.
 */
export function listSitemapFiles(now: Date): Promise<SitemapEntry[]> {
  const age = now.getTime() - (kept?.at ?? Number.NEGATIVE_INFINITY)
  if (kept && age >= 0 && age < KEPT_MS) return kept.files
  const files = countFiles()
  kept = { at: now.getTime(), files }
  files.catch(() => {
    if (kept?.files === files) kept = null
  })
  return files
}

/**
 * From month to month by the index over time, since sorting all papers by their month would take the memory of them all. Merged
 * papers, which are few, are counted by an index of their own.
 */
async function countFiles(): Promise<SitemapEntry[]> {
  const rows = await db().$queryRaw<unknown[]>`
    with recursive months as (
      select date_trunc('month', max(listed_at) at time zone 'UTC') as month from paper_standings
      union all
      select (select date_trunc('month', max(s.listed_at) at time zone 'UTC') from paper_standings s
        where s.listed_at < m.month at time zone 'UTC')
      from months m where m.month is not null
    ), merged as (
      select date_trunc('month', listed_at at time zone 'UTC') as month, count(*)::int as papers
      from paper_standings where merged_into is not null group by 1
    )
    select to_char(m.month, 'YYYY-MM') as month, s.papers - coalesce(merged.papers, 0) as papers, s.changed
    from months m left join merged on merged.month = m.month cross join lateral (
      select count(*)::int as papers, to_char(max(listed_at) at time zone 'UTC', 'YYYY-MM-DD') as changed
      from paper_standings
      where listed_at >= m.month at time zone 'UTC' and listed_at < (m.month + interval '1 month') at time zone 'UTC'
    ) s
    where m.month is not null order by 1 desc`
  const files = z.array(Month).parse(rows).flatMap(partsOf)
  return [{ path: sitemapFilePath({ kind: 'lists' }), changed: files[0]?.changed ?? null }, ...files]
}

const partsOf = ({ month, papers, changed }: z.infer<typeof Month>): SitemapEntry[] =>
  Array.from({ length: Math.ceil(papers / MAX_ADDRESSES) }, (_, index) => ({
    path: sitemapFilePath({ kind: 'papers', month, part: index + 1 }),
    changed,
  }))

/** The addresses in one file; none when it does not exist. */
export function listSitemap(file: SitemapFile): Promise<SitemapEntry[]> {
  return file.kind === 'lists' ? listLists() : listPapers(file)
}

/** Papers that were merged into others are not named: their pages lead on. */
async function listPapers({ month, part }: Extract<SitemapFile, { kind: 'papers' }>): Promise<SitemapEntry[]> {
  const first = new Date(`${month}-01T00:00:00Z`)
  const end = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1))
  const rows = await db().$queryRaw<{ id: string; changed: string }[]>`
    select s.paper_id as id,
      to_char(coalesce(p.updated_at, s.listed_at) at time zone 'UTC', 'YYYY-MM-DD') as changed
    from (
      select paper_id, listed_at from paper_standings
      where listed_at >= ${first}::timestamptz and listed_at < ${end}::timestamptz and merged_into is null
      order by listed_at desc, paper_id desc
      limit ${MAX_ADDRESSES} offset ${(part - 1) * MAX_ADDRESSES}
    ) s join papers p on p.id = s.paper_id
    order by s.listed_at desc, s.paper_id desc`
  return rows.map(({ id, changed }) => ({ path: paths.paper(id), changed }))
}

async function listLists(): Promise<SitemapEntry[]> {
  const days = await listDays()
  const categories = await listCategories()
  const newest = days[0]?.day ?? null
  return [
    ...[paths.trending, paths.newest, paths.picks, paths.submissions].map((path) => ({ path, changed: newest })),
    ...[
      paths.about,
      paths.aboutSearch,
      paths.aboutRanking,
      paths.aboutFreshness,
      paths.aboutPrivacy,
      paths.digests,
    ].map(still),
    ...days.map(({ day }) => ({ path: paths.day(day), changed: day })),
    ...categories.map(({ category }) => still(paths.category(category))),
  ]
}

/** From day to day by the index: the lines of a day are thousands. */
const listDays = () => db().$queryRaw<{ day: string }[]>`
  with recursive days as (
    (select day from announcements where type in ('new', 'cross') order by day desc limit 1)
    union all
    select (select a.day from announcements a where a.day < d.day and a.type in ('new', 'cross') order by a.day desc limit 1)
    from days d where d.day is not null
  )
  select day::text as day from days where day is not null limit ${DAYS}`

/** From name to name by the index: the papers of a category are thousands. */
const listCategories = () => db().$queryRaw<{ category: string }[]>`
  with recursive names as (
    (select category from paper_categories order by category limit 1)
    union all
    select (select c.category from paper_categories c where c.category > n.category order by c.category limit 1)
    from names n where n.category is not null
  )
  select category from names where category is not null`

const still = (path: string): SitemapEntry => ({ path, changed: null })

const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

/** The index of all files. @param base the site's public address */
export const renderSitemapIndex = (entries: readonly SitemapEntry[], base: string): string =>
  document('sitemapindex', 'sitemap', entries, base)

/** One file. @param base the site's public address */
export const renderSitemap = (entries: readonly SitemapEntry[], base: string): string =>
  document('urlset', 'url', entries, base)

function document(root: string, element: string, entries: readonly SitemapEntry[], base: string): string {
  const lines = entries.map(({ path, changed }) => {
    const lastmod = changed ? `<lastmod>${changed}</lastmod>` : ''
    return `<${element}><loc>${escaped(base + path)}</loc>${lastmod}</${element}>\n`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} ${NAMESPACE}>\n${lines.join('')}</${root}>\n`
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
