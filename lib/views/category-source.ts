import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import type { PaperSummary } from '../papers/types'
import { storedTerms } from '../taxonomy'
import { type ListType, type Typed, typesOf } from './list-types'

/**
 * Rows of `paper_standings s` of categories, archives or groups, under all of their names. `new` are papers at home there, `cross` those
 * with another home, `replace` those of which a later version was announced there; papers that were never announced here (bulk
 * imports) are of the first two all the same.
 */
export async function standingsIn(categories: readonly string[], typed: Typed = {}): Promise<Prisma.Sql> {
  const terms = termsOf(categories)
  const types = typesOf(typed)
  const chosen = types.map((type) => CONDITIONS[type](terms))
  const isAll = types.includes('new') && types.includes('cross')
  return Prisma.sql`(
      select s.* from ${await rowsOf(terms, types)}
      ${isAll ? Prisma.empty : Prisma.sql`and (${Prisma.join(chosen, ' or ')})`}
    ) s`
}

/** A condition on rows of `paper_standings s`: the paper is in one of these categories, archives or groups. */
export const isIn = (categories: readonly string[]): Prisma.Sql => Prisma.sql`exists (
  select from paper_categories c where c.paper_id = s.paper_id and c.category = any(${termsOf(categories)}))`

const termsOf = (categories: readonly string[]) => Prisma.sql`${[...new Set(categories.flatMap(storedTerms))]}::text[]`

/** Updated papers alone may be few in a field of many. */
async function rowsOf(terms: Prisma.Sql, types: readonly ListType[]): Promise<Prisma.Sql> {
  const members = Prisma.sql`paper_categories where category = any(${terms})`
  if (await isNarrow(members)) return gathered(members)
  const updated = Prisma.sql`announcements where category = any(${terms}) and type in ('replace', 'replace-cross')`
  return types.join() === 'replace' && (await isNarrow(updated)) ? gathered(updated) : walked(terms)
}

/**
 * A field of few papers is gathered and sorted; of many, the newest papers are walked until a page is full. The database cannot
 * choose by itself: it takes the papers of a field to be spread evenly, and would walk all of arXiv for one that fell asleep.
 */
const NARROW = 20_000

async function isNarrow(rows: Prisma.Sql): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ count: number }]>`
    select count(*)::int as count from (select from ${rows} limit ${NARROW}) c`
  return row.count < NARROW
}

const gathered = (rows: Prisma.Sql) => Prisma.sql`(
  select distinct paper_id from ${rows} offset 0
) c join paper_standings s on s.paper_id = c.paper_id where true`

const walked = (terms: Prisma.Sql) => Prisma.sql`paper_standings s
  where exists (select from paper_categories c where c.paper_id = s.paper_id and c.category = any(${terms}))`

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
