import { Prisma } from '@/generated/prisma/client'
import { addDays, easternDay } from '../announcement-day'
import { commentersAt, scoresAt, votesAt, wasHere } from '../trending/moment'
import { countedBy } from '../trending/rank'
import type { DayRange } from './calendar'
import type { Place } from './cursor'
import type { Source } from './source'
import { spanOf } from './span'
import type { View } from './view'

/** A list as it stood at an instant: what was here then, in the order of what counted then. @param plain the list as it is now */
export async function momentSource(view: View, plain: Source, instant: Date): Promise<Source> {
  if (view.kind === 'trending') return byScore(plain, await scoresAt(plain.from, instant))
  const then = { ...plain, from: Prisma.sql`${plain.from} join papers p on p.id = s.paper_id and ${wasHere(instant)}` }
  return spanOf(view) ? byVotes(then, instant) : then
}

const byScore = (plain: Source, scores: Prisma.Sql): Source => ({
  ...plain,
  from: Prisma.sql`(${scores}) m join paper_standings s on s.paper_id = m.paper_id`,
  order: Prisma.sql`m.score desc, m.paper_id desc`,
  below: ({ score, id }: Place) => Prisma.sql`(m.score, m.paper_id) < (${score ?? 0}::double precision, ${id})`,
  score: Prisma.sql`m.score`,
})

const byVotes = (plain: Source, instant: Date): Source => ({
  ...plain,
  ...countedBy(Prisma.sql`m.votes`, Prisma.sql`m.commenters`),
  from: Prisma.sql`${plain.from} cross join lateral (
    select ${votesAt(instant, 'counted')} as votes, ${commentersAt(instant)} as commenters) m`,
})

/** The days of a range whose papers had been announced: from 20:00 US Eastern on, those of the next day. */
export function daysUntil({ first, end }: DayRange, instant: Date): DayRange {
  const next = addDays(easternDay(new Date(instant.getTime() + 4 * 3_600_000)), 1)
  return { first, end: end < next ? end : next }
}
