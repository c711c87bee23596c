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

/** Every file that the sitemap has now, newest month first. Counts the papers: an index is read from end to end. */
export async function listSitemapFiles(): Promise<SitemapEntry[]> {
  const rows = await db().$queryRaw<unknown[]>`
    select to_char(listed_at at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as papers,
      to_char(max(listed_at) at time zone 'UTC', 'YYYY-MM-DD') as changed
    from paper_standings group by 1 order by 1 desc`
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

async function listPapers({ month, part }: Extract<SitemapFile, { kind: 'papers' }>): Promise<SitemapEntry[]> {
  const rows = await db().$queryRaw<{ id: string; changed: string }[]>`
    select s.paper_id as id,
      to_char(coalesce(p.updated_at, s.listed_at) at time zone 'UTC', 'YYYY-MM-DD') as changed
    from paper_standings s join papers p on p.id = s.paper_id
    where s.listed_at >= ${`${month}-01T00:00:00Z`}::timestamptz
      and s.listed_at < (${`${month}-01T00:00:00Z`}::timestamptz + interval '1 month')
    order by s.listed_at desc, s.paper_id desc
    limit ${MAX_ADDRESSES} offset ${(part - 1) * MAX_ADDRESSES}`
  return rows.map(({ id, changed }) => ({ path: paths.paper(id), changed }))
}

async function listLists(): Promise<SitemapEntry[]> {
  const days = await db().$queryRaw<{ day: string }[]>`
    select distinct day::text as day from announcements where type in ('new', 'cross') order by day desc limit ${DAYS}`
  const categories = await db().$queryRaw<{ category: string }[]>`
    select distinct category from paper_categories order by category`
  const newest = days[0]?.day ?? null
  return [
    ...[paths.trending, paths.newest].map((path) => ({ path, changed: newest })),
    ...[paths.about, paths.aboutRanking, paths.aboutFreshness, paths.aboutPrivacy, paths.digests].map(still),
    ...days.map(({ day }) => ({ path: paths.day(day), changed: day })),
    ...categories.map(({ category }) => still(paths.category(category))),
  ]
}

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
