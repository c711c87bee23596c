import { Prisma } from '@/generated/prisma/client'
import { announcementInstant } from '../../announcement-day'
import { asked } from '../../database/prepared'
import { idsNamedIn } from '../../papers/written-by'
import { storedTerms } from '../../taxonomy'
import type { SearchPage } from '../answer'
import { everyOf, paperConditions, standingConditions } from '../database/conditions'
import type { DayRange } from '../query/dates'
import type { SearchQuery, Term } from '../query/query'
import { oneOf, quoted } from './lance-sql'

/** So many papers are named to the engine one by one. */
const MAX_NAMED = 2_000
/** Newest papers of whoever the words name. */
export const MAX_BY_NAME = 200
/** Counted of a name that very many bear. */
const MAX_COUNTED = 10_000

/** What the database knows of a paper that was found. */
export interface Standing {
  id: string
  votes: number
  /** Milliseconds since 1970. */
  listedAt: number
}

/**
 * What a query asks beside its words, as a condition for the engine, so that the best candidates are among those that hold it. Only a
 * help: `standingsOf` judges.
 */
export async function engineCondition(query: SearchQuery, page: SearchPage): Promise<string | null> {
  const named = isNarrow(query, page) ? await idsHolding(query, page) : null
  if (named) return oneOf('id', named)
  const conditions = [
    ...query.all.flatMap((group) => categoryCondition(group)),
    ...within('listed', query.announced, announcementInstant),
    ...(page.listedAfter ? [`listed > ${page.listedAfter.getTime()}`] : []),
    ...within('submitted', query.submitted, (day) => new Date(`${day}T00:00:00Z`)),
    ...(query.hasCode === null ? [] : [query.hasCode ? 'code' : 'not code']),
  ]
  return conditions.length > 0 ? conditions.join(' and ') : null
}

/**
 * Of these papers those that hold what a query asks beside its words, with their votes and places. Most ask nothing of papers, and then only
 * the standings are read.
 */
export async function standingsOf(ids: readonly string[], query: SearchQuery, page: SearchPage): Promise<Standing[]> {
  const ofPaper = await paperConditions(query)
  const join = ofPaper.length > 0 ? Prisma.sql`join papers p on p.id = s.paper_id` : Prisma.empty
  return asked<Standing>(Prisma.sql`
    select s.paper_id as id, s.votes, extract(epoch from s.listed_at)::double precision * 1000 as "listedAt"
    from paper_standings s ${join}
    where s.paper_id = any(${[...ids]}) and ${everyOf([...ofPaper, ...standingConditions(query, page)])}`)
}

/** The newest papers of people whom the words name. */
export async function idsByName(words: readonly string[]): Promise<string[]> {
  if (words.length === 0) return []
  const rows = await asked<{ id: string }>(Prisma.sql`
    select s.paper_id as id from paper_standings s where s.paper_id in (${idsNamedIn(words)})
    order by s.listed_at desc, s.paper_id desc limit ${MAX_BY_NAME}`)
  return rows.map(({ id }) => id)
}

/** How many papers there are of people whom the words name, ten thousand at most. */
export async function countByName(words: readonly string[]): Promise<number> {
  const [row] = await asked<{ papers: number }>(Prisma.sql`
    select count(distinct paper_id)::int as papers from (select paper_id from (${idsNamedIn(words)}) n limit ${MAX_COUNTED}) named`)
  return row?.papers ?? 0
}

/** Few papers can hold it: those of a person, voted ones, or those that are named. */
const isNarrow = ({ all, votes }: SearchQuery, { minVotes = 0 }: SearchPage) =>
  minVotes > 0 ||
  (votes?.min ?? 0) > 0 ||
  all.some((group) => group.every(({ field }) => field === 'author' || field === 'id'))

async function idsHolding(query: SearchQuery, page: SearchPage): Promise<string[] | null> {
  const conditions = [...(await paperConditions(query)), ...standingConditions(query, page)]
  const rows = await asked<{ id: string }>(Prisma.sql`
    select p.id from papers p join paper_standings s on s.paper_id = p.id where ${everyOf(conditions)} limit ${MAX_NAMED + 1}`)
  return rows.length > MAX_NAMED ? null : rows.map(({ id }) => id)
}

function categoryCondition(group: readonly Term[]): string[] {
  if (!group.every(({ field }) => field === 'category')) return []
  const categories = group.flatMap(({ text }) => storedTerms(text))
  return [`array_has_any(categories, [${categories.map(quoted).join(', ')}])`]
}

function within(column: string, range: DayRange | null, instantOf: (day: string) => Date): string[] {
  return [
    ...(range?.first ? [`${column} >= ${instantOf(range.first).getTime()}`] : []),
    ...(range?.end ? [`${column} < ${instantOf(range.end).getTime()}`] : []),
  ]
}
