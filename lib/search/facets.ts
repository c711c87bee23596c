import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'

/** How the papers of a search part, most first (years: newest first). Counted over the thousand that a list can show. */
export interface Facets {
  categories: Counted[]
  years: Counted[]
  withCode: number
}

export interface Counted {
  value: string
  papers: number
}

const MAX_CATEGORIES = 8
const MAX_YEARS = 8

/** One statement, by the papers' identifiers: no text is read. The year is that of arXiv's days, as `date:` takes it. */
export async function listFacets(ids: readonly string[]): Promise<Facets> {
  const rows = await prepared<Counted & { facet: 'category' | 'year' | 'code' }>(
    'facets',
    Prisma.sql`
    with found as materialized (select unnest(${[...ids]}::text[]) as id)
    (select 'category' as facet, c.category as value, count(*)::int as papers
      from found f join paper_categories c on c.paper_id = f.id group by c.category order by 3 desc, 2 limit ${MAX_CATEGORIES})
    union all
    (select 'year', to_char(s.listed_at at time zone 'America/New_York' + interval '4 hours', 'YYYY'), count(*)::int
      from found f join paper_standings s on s.paper_id = f.id group by 2 order by 2 desc limit ${MAX_YEARS})
    union all
    (select 'code', '', count(*)::int from found f join papers p on p.id = f.id where names_code(p.abstract, p.comments))`,
  )
  const of = (facet: string) =>
    rows.flatMap(({ facet: one, value, papers }) => (one === facet ? { value, papers } : []))
  return { categories: of('category'), years: of('year'), withCode: of('code')[0]?.papers ?? 0 }
}
