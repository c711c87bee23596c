import { Prisma } from '@/generated/prisma/client'
import type { PaperSummary } from '../papers/types'
import { storedTerms } from '../taxonomy'
import { type ListType, type Typed, typesOf } from './list-types'

/**
 * Rows of `paper_standings s` of a category, archive or group, under all of its names. `new` are papers at home there, `cross` those
 * with another home, `replace` those of which a later version was announced there; papers that were never announced here (bulk
 * imports) are of the first two all the same.
 */
export function standingsIn({ category, ...typed }: { category: string } & Typed): Prisma.Sql {
  const terms = Prisma.sql`${storedTerms(category)}::text[]`
  const types = typesOf(typed)
  const chosen = types.map((type) => CONDITIONS[type](terms))
  const isAll = types.includes('new') && types.includes('cross')
  return Prisma.sql`(
      select s.* from paper_standings s
      where exists (select from paper_categories c where c.paper_id = s.paper_id and c.category = any(${terms}))
      ${isAll ? Prisma.empty : Prisma.sql`and (${Prisma.join(chosen, ' or ')})`}
    ) s`
}

/** What a paper of this list is there: of the types that it holds, the first that fits. */
export function listedIn(
  { category, ...typed }: { category: string } & Typed,
  { primaryCategory }: Pick<PaperSummary, 'primaryCategory'>,
): ListType {
  const types = typesOf(typed)
  const home = storedTerms(category).includes(primaryCategory) ? 'new' : 'cross'
  return types.includes(home) ? home : 'replace'
}

const isAtHome = (terms: Prisma.Sql) => Prisma.sql`exists (
  select from paper_categories c where c.paper_id = s.paper_id and c.category = any(${terms}) and c.is_primary)`

const CONDITIONS: Record<ListType, (terms: Prisma.Sql) => Prisma.Sql> = {
  new: isAtHome,
  cross: (terms) => Prisma.sql`not ${isAtHome(terms)}`,
  replace: (terms) => Prisma.sql`exists (
    select from announcements a
    where a.paper_id = s.paper_id and a.category = any(${terms}) and a.type in ('replace', 'replace-cross'))`,
}
