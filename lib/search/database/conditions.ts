import { Prisma } from '@/generated/prisma/client'
import { announcementInstant } from '../../announcement-day'
import { idsWrittenBy } from '../../papers/written-by'
import { storedTerms } from '../../taxonomy'
import type { SearchPage } from '../answer'
import type { DayRange } from '../query/dates'
import type { SearchQuery, Term } from '../query/query'
import { textCondition } from './text-query'

/** What a query asks of rows of `papers p` beside its words. */
export async function paperConditions({ all, none, submitted, hasCode }: SearchQuery): Promise<Prisma.Sql[]> {
  const groups = await Promise.all(all.map(async (group) => anyOf(await Promise.all(group.map(conditionOf)))))
  const forbidden = await Promise.all(none.map(async (term) => Prisma.sql`not ${await conditionOf(term)}`))
  return [
    ...groups,
    ...forbidden,
    ...between(Prisma.sql`p.submitted_at`, submitted, (day) => new Date(`${day}T00:00:00Z`)),
    ...(hasCode === null ? [] : [hasCode ? NAMES_CODE : Prisma.sql`not ${NAMES_CODE}`]),
  ]
}

/** What a query asks of rows of `paper_standings s`. */
export function standingConditions(
  { announced, votes }: SearchQuery,
  { minVotes = 0, listedAfter }: SearchPage,
): Prisma.Sql[] {
  const min = Math.max(minVotes, votes?.min ?? 0)
  const max = votes?.max ?? null
  return [
    // Papers of a day became public on the evening before.
    ...between(Prisma.sql`s.listed_at`, announced, announcementInstant),
    ...(listedAfter ? [Prisma.sql`s.listed_at > ${listedAfter}::timestamptz`] : []),
    // Said so that the index over voted papers can serve it.
    ...(min > 0 ? [Prisma.sql`s.votes > 0 and s.votes >= ${min}`] : []),
    ...(max === null ? [] : [Prisma.sql`s.votes <= ${max}`]),
  ]
}

/** The conditions as one; true where there is none. */
export const everyOf = (conditions: readonly Prisma.Sql[]) =>
  conditions.length > 0 ? Prisma.sql`(${Prisma.join([...conditions], ' and ')})` : Prisma.sql`true`

const anyOf = (conditions: readonly Prisma.Sql[]) => Prisma.sql`(${Prisma.join([...conditions], ' or ')})`

/** The predicate of `papers_with_code_idx`, word for word. */
const NAMES_CODE = Prisma.sql`names_code(p.abstract, p.comments)`

async function conditionOf(term: Term): Promise<Prisma.Sql> {
  switch (term.field) {
    case 'text':
    case 'title':
    case 'abstract':
      return textCondition(term)
    case 'author':
      return Prisma.sql`p.id in (${await idsWrittenBy(term.text)})`
    case 'category':
      return Prisma.sql`exists (select from paper_categories c
        where c.paper_id = p.id and c.category = any(${storedTerms(term.text)}::text[]))`
    case 'id':
      return Prisma.sql`p.id = ${term.text}`
  }
}

function between(column: Prisma.Sql, range: DayRange | null, instantOf: (day: string) => Date): Prisma.Sql[] {
  return [
    ...(range?.first ? [Prisma.sql`${column} >= ${instantOf(range.first)}::timestamptz`] : []),
    ...(range?.end ? [Prisma.sql`${column} < ${instantOf(range.end)}::timestamptz`] : []),
  ]
}
