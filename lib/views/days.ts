import { db } from '../database/client'
import { announceTypesOf, type Typed, typesOf } from './list-types'

/** The days beside a span of days on which papers were announced. */
export interface Neighbours {
  previous: string | null
  next: string | null
}

/**
 * The nearest announcement days before `first` and from `end` on; empty days are skipped.
 * @param range ISO days; `end` is the first day after it
 */
export async function neighbourDays(
  { first, end }: { first: string; end: string },
  typed: Typed = {},
): Promise<Neighbours> {
  const types = announceTypesOf(typesOf(typed))
  const [row] = await db().$queryRaw<[Neighbours]>`
    select
      (select max(day)::text from announcements where day < ${first}::date and type = any(${types}::announcement_type[])) as previous,
      (select min(day)::text from announcements where day >= ${end}::date and type = any(${types}::announcement_type[])) as next`
  return row
}

/** The nearest days before and after a day for which a paper is picked. */
export async function neighbourPicks(day: string): Promise<Neighbours> {
  const [row] = await db().$queryRaw<[Neighbours]>`
    select (select max(day)::text from picks where day < ${day}::date) as previous,
      (select min(day)::text from picks where day > ${day}::date) as next`
  return row
}

/** The newest day on which a paper was announced; null before the first ingest. */
export async function latestDay(): Promise<string | null> {
  return (await neighbourDays({ first: '9999-12-31', end: '9999-12-31' })).previous
}
