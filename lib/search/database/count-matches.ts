import { Prisma } from '@/generated/prisma/client'
import { holdsEveryWord, type SearchPage } from '../answer'
import type { SearchQuery } from '../query/query'
import { everyOf, paperConditions, standingConditions } from './conditions'
import { countAbout } from './count-about'
import { anyWord, everyWordOf, inText } from './text-query'

/** How many papers a query finds, as the planner guesses. */
export async function countMatches(query: SearchQuery, page: SearchPage): Promise<number> {
  const { words } = query
  const asked = words.length > 0 ? [inText((holdsEveryWord(query, page) ? everyWordOf : anyWord)(words))] : []
  const conditions = [...asked, ...(await paperConditions(query)), ...standingConditions(query, page)]
  return countAbout(Prisma.sql`papers p join paper_standings s on s.paper_id = p.id where ${everyOf(conditions)}`)
}
