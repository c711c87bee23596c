import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { announcementTick } from './announcement-clock'
import { RANKING } from './constants'
import { scoresFromTerms } from './rescore'

/** A trending list of the past is shown to this place. */
const PLACES = 500
/** Acts longer before than so many announcement days lift no paper of so few votes above one that was just announced (2^13 halves). */
const FADED = { votes: 2048, ticks: 26 }
const DAY_MS = 24 * 3_600_000

/**
 * Scores (paper_id, score) as they stood at an instant, by today's constants, best first and at most 500. However many papers there are, only
 * those are added up that can stand there: announced or acted for shortly before, or of very many votes.
 * @param from rows of `paper_standings s` with `papers p`, of which the list is made
 */
export async function scoresAt(from: Prisma.Sql, instant: Date): Promise<Prisma.Sql> {
  const since = await windowStart(from, instant)
  const within = since === null ? Prisma.empty : Prisma.sql`and s.paper_id in (${around(since, instant)})`
  const isCandidate = (paperId: Prisma.Sql) => Prisma.sql`${paperId} in (select paper_id from candidates)`
  return Prisma.sql`
    with candidates as materialized (select s.paper_id from ${from} where ${wasHere(instant)} ${within})
    select paper_id, score from (${scoresFromTerms(isCandidate, termsAt(instant))}) scores
    order by score desc, paper_id desc limit ${PLACES}`
}

/** A condition on rows of `paper_standings s` with `papers p`: it was known here at an instant. What it implies for `listed_at` stands beside it. */
export const wasHere = (instant: Date): Prisma.Sql => Prisma.sql`p.first_seen_at <= ${instant}::timestamptz
  and s.listed_at <= ${new Date(instant.getTime() + 14 * DAY_MS)}::timestamptz`

/** Of a row of `paper_standings s`, the votes that counted at an instant; of all, those that were shown. */
export const votesAt = (instant: Date, which: 'counted' | 'shown'): Prisma.Sql => {
  const from = which === 'counted' ? Prisma.sql`counted_at` : Prisma.sql`created_at`
  return Prisma.sql`(case when s.merged_into is null then
    (select count(*) from votes v where v.paper_id = s.paper_id and v.${from} <= ${instant}::timestamptz)
    + (select count(*) from ended_votes e where e.paper_id = s.paper_id and e.${from} <= ${instant}::timestamptz
      and e.ended_at > ${instant}::timestamptz ${which === 'shown' ? Prisma.sql`and e.taken_back` : Prisma.empty}) else 0 end)::int`
}

/** Of a row of `paper_standings s`, by how many readers a comment was shown at an instant. What deleted accounts wrote is gone. */
export const commentersAt = (instant: Date): Prisma.Sql => Prisma.sql`(
  select count(distinct c.reader_id)::int from comments c
  where c.paper_id = s.paper_id and c.created_at <= ${instant}::timestamptz
    and (c.deleted_at is null or c.deleted_at > ${instant}::timestamptz)
    and (
      select m.act from moderation_acts m
      where m.comment_id = c.id and m.act in ('hide', 'show') and m.at <= ${instant}::timestamptz order by m.at desc limit 1
    ) is distinct from 'hide')`

/** Rows (paper_id, tick, weight) that counted at an instant: also of votes that were taken back or held since. */
const termsAt = (instant: Date): Prisma.Sql => Prisma.sql`(
  select paper_id, tick, weight from score_terms where since <= ${instant}::timestamptz
  union all
  select paper_id, tick, ${RANKING.vote}::double precision from ended_votes
  where counted_at <= ${instant}::timestamptz and ended_at > ${instant}::timestamptz) terms`

/** The tick before which acts cannot matter: the list is full of papers that were announced later. Null: it is not full. */
async function windowStart(from: Prisma.Sql, instant: Date): Promise<number | null> {
  const [last] = await db().$queryRaw<{ tick: number }[]>`
    select s.listed_tick as tick from ${from} where ${wasHere(instant)}
    order by s.listed_at desc, s.paper_id desc offset ${PLACES} limit 1`
  return last ? Math.min(last.tick, announcementTick(instant)) - FADED.ticks : null
}

/** Papers that were announced or acted for from a tick to an instant, or have very many votes. */
function around(since: number, instant: Date): Prisma.Sql {
  const until = announcementTick(instant)
  // A tick is never longer than a week.
  const from = new Date(instant.getTime() - (until - since + 1) * 7 * DAY_MS)
  const between = (tick: Prisma.Sql) => Prisma.sql`${tick} > ${since}::double precision`
  const acts = Prisma.sql`${between(Prisma.sql`tick`)} and tick <= ${until}::double precision`
  return Prisma.sql`
    select paper_id from paper_standings where listed_at > ${from}::timestamptz and ${between(Prisma.sql`listed_tick`)}
    union select paper_id from score_terms where ${acts}
    union select paper_id from ended_votes where ${acts}
    union select paper_id from paper_standings where votes > 0 and votes >= ${FADED.votes}`
}
