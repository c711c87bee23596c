import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import type { DayRange } from './calendar'
import { announceTypesOf, type ListType, type Typed, typesOf } from './list-types'

/**
 * Papers (paper_id, type) that arXiv announced in these days as one of the types. A paper that a day brought under several
 * categories is what it is in the strongest: new somewhere, it is new. What it is over several days is the strongest of the chosen.
 */
export function announcedIn({ first, end }: DayRange, typed: Typed): Prisma.Sql {
  const types = announceTypesOf(typesOf(typed))
  return Prisma.sql`
    select paper_id, min(type) as type from (${strongestByDay({ first, end })}) d
    where type = any(${types}::announcement_type[]) group by paper_id`
}

/** How many papers of these days there are of each type. */
export async function countTypes(range: DayRange): Promise<Record<ListType, number>> {
  const [row] = await db().$queryRaw<[Record<ListType, number>]>`
    select count(distinct paper_id) filter (where type = 'new')::int as "new",
      count(distinct paper_id) filter (where type = 'cross')::int as "cross",
      count(distinct paper_id) filter (where type in ('replace', 'replace-cross'))::int as "replace"
    from (${strongestByDay(range)}) d`
  return row
}

/** The enum's order is that of strength. */
const strongestByDay = ({ first, end }: DayRange) => Prisma.sql`
  select paper_id, day, min(type) as type from announcements
  where day >= ${first}::date and day < ${end}::date group by paper_id, day`
