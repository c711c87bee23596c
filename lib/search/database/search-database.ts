import { Prisma } from '@/generated/prisma/client'
import { asked } from '../../database/prepared'
import { hasTextIndex } from '../../papers/text-index'
import { idsNamedIn } from '../../papers/written-by'
import { type Hit, holdsEveryWord, MAX_HITS, type SearchAnswer, type SearchPage } from '../answer'
import type { SearchQuery } from '../query/query'
import { everyOf, paperConditions, standingConditions } from './conditions'
import { countAbout } from './count-about'
import { orderOf, scored } from './order'
import { anyWord, everyWordOf, inText } from './text-query'

/** Matches that are gathered and sorted; of more, the newest are walked. The database left alone walks all of arXiv for a rare word. */
const MAX_GATHERED = 20_000
/** While there is no text index, texts of so many papers are read: half a second. */
const MAX_READ = 5_000

/**
 * A search in PostgreSQL's own words, while there is no index: of the papers that match, the newest thousand with every word, the newest
 * thousand with any, and those whose authors the words name; then as `scored` says. While a bulk import has set the text index aside, of
 * the first five thousand papers in its order alone.
 */
export async function searchDatabase(query: SearchQuery, page: SearchPage): Promise<SearchAnswer> {
  const { words, sort } = query
  const onPaper = await paperConditions(query)
  const onStanding = standingConditions(query, page)
  const isUnread = asksOfTexts(query) && !(await hasTextIndex())
  const source = (held: number, texts: Prisma.Sql[], read = isUnread ? MAX_READ : null) =>
    firstOf({ held, onPaper: [...texts, ...onPaper], onStanding, order: orderOf(sort), read })
  const isAnyEnough = words.length > 1 && !holdsEveryWord(query, page)
  const sources = await Promise.all([
    ...(isAnyEnough ? [source(0, [inText(anyWord(words))])] : []),
    source(1, words.length > 0 ? [inText(everyWordOf(words))] : []),
    ...(words.length > 0 ? [source(0, [Prisma.sql`p.id in (${idsNamedIn(words)})`], null)] : []),
  ])
  const found = Prisma.sql`
    select paper_id, max(held) as held from (${Prisma.join(
      sources.map(({ rows }) => rows),
      ' union all ',
    )}) f group by paper_id`
  const hits = await asked<Hit>(Prisma.sql`
    select s.paper_id as id, r.score from (${scored(found, query)}) r join paper_standings s on s.paper_id = r.paper_id
    order by ${sort === 'relevance' ? Prisma.sql`r.score desc,` : Prisma.empty} ${orderOf(sort)} limit ${MAX_HITS}`)
  const isWhole = hits.length < MAX_HITS && !isUnread
  const about = Math.max(hits.length, ...sources.map((one) => one.about))
  const offset = page.offset ?? 0
  return {
    hits: hits.slice(offset, offset + page.limit),
    total: { papers: isWhole ? hits.length : about, isExact: isWhole },
    limited: isUnread || (!isWhole && sort === 'relevance' && words.length > 0),
  }
}

interface Asked {
  /** 1: these hold every word. */
  held: number
  onPaper: Prisma.Sql[]
  onStanding: Prisma.Sql[]
  order: Prisma.Sql
  /** Texts of no more papers than these are read, the first in their order; null: an index finds them. */
  read: number | null
}

const asksOfTexts = ({ words, all, none }: SearchQuery) =>
  words.length > 0 ||
  [...all.flat(), ...none].some(({ field }) => field === 'text' || field === 'title' || field === 'abstract')

/** The first thousand in an order of what matches, as rows (paper_id, held); and how many match, by the planner's guess. */
async function firstOf({
  held,
  onPaper,
  onStanding,
  order,
  read,
}: Asked): Promise<{ rows: Prisma.Sql; about: number }> {
  const about = await countAbout(Prisma.sql`
    papers p join paper_standings s on s.paper_id = p.id where ${everyOf([...onPaper, ...onStanding])}`)
  const from = read
    ? Prisma.sql`(select s.* from paper_standings s where ${everyOf(onStanding)} order by ${order} limit ${read}) s
        join papers p on p.id = s.paper_id where ${everyOf(onPaper)}`
    : about <= MAX_GATHERED
      ? Prisma.sql`(select p.id from papers p where ${everyOf(onPaper)} offset 0) p
          join paper_standings s on s.paper_id = p.id where ${everyOf(onStanding)}`
      : Prisma.sql`paper_standings s join papers p on p.id = s.paper_id where ${everyOf([...onStanding, ...onPaper])}`
  return {
    rows: Prisma.sql`(select s.paper_id, ${held}::int as held from ${from} order by ${order} limit ${MAX_HITS})`,
    about,
  }
}
