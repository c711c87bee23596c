import { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { CLOCK_VERSION, FAIR, RANKING } from '../constants'
import { newcomerScore } from '../heat'
import { logSum } from '../log-sum'
import { type Field, fieldsOf, type Measured, rarityOf } from './rarity'

/** Papers in one step. */
const STEP = 2_000
const VERSION = `${RANKING.version}.${CLOCK_VERSION}.${FAIR.version}`

/**
 * Makes the field-fair places anew, when papers of another announcement have come since they were made, or the rule is another; null when
 * not. What counts is what stands in the database then: nothing of it changes until the next batch. Stopped, it begins again; beside itself
 * it does no harm.
 * @returns papers whose place changed
 */
export async function makeFairWhenDue(now: Date, signal?: AbortSignal): Promise<number | null> {
  const state = await db().rankingState.upsert({ where: { id: 1 }, create: {}, update: {} })
  const tick = await newestTick()
  const isOfAnotherRule = state.fairVersion !== VERSION
  if (tick === null || (!isOfAnotherRule && tick <= (state.fairTick ?? tick - 1))) return null
  const since = tick - FAIR.windowDays
  const fieldOf = fieldsOf(await listWindow(since))
  const which = isOfAnotherRule ? Prisma.sql`true` : isMoved(since)
  let changed = 0
  for (let after = ''; ; ) {
    if (signal?.aborted) return changed
    const papers = await listPapers(which, after)
    const last = papers.at(-1)
    if (!last) break
    changed += await writePlaces(papers.map((paper) => placeOf(paper, fieldOf(paper.category))))
    after = last.id
  }
  await db().rankingState.updateMany({ data: { fairVersion: VERSION, fairTick: tick, fairMadeAt: now } })
  return changed
}

/** The newest announcement of which papers are here, on the announcement clock; null: none is. */
async function newestTick(): Promise<number | null> {
  const [row] = await db().$queryRaw<{ tick: number }[]>`
    select floor(listed_tick)::int as tick from paper_standings order by listed_at desc, paper_id desc limit 1`
  return row?.tick ?? null
}

const weightOf = (paperId: Prisma.Sql) => Prisma.sql`
  (select coalesce(sum(t.weight), 0) from score_terms t where t.paper_id = ${paperId})`

const listWindow = (since: number) => db().$queryRaw<Measured[]>`
  select p.primary_category as category, s.counted_votes as "countedVotes", ${weightOf(Prisma.sql`s.paper_id`)} as weight
  from paper_standings s join papers p on p.id = s.paper_id where s.listed_tick > ${since}::double precision`

/** Listed in the window, or acted for in it. */
const isMoved = (since: number) => Prisma.sql`(s.listed_tick > ${since}::double precision or exists (
  select from score_terms t where t.paper_id = s.paper_id and t.tick > ${since}::double precision))`

interface Paper extends Measured {
  id: string
  listedTick: number
  /** Of all terms, without what it begins with; null: there is none. */
  termsScore: number | null
}

const listPapers = (which: Prisma.Sql, after: string) => db().$queryRaw<Paper[]>`
  with step as (
    select s.paper_id, s.listed_tick, s.counted_votes from paper_standings s
    where s.paper_id > ${after} and ${which} order by s.paper_id limit ${STEP}
  ), parts as (
    select t.paper_id, t.weight, t.tick / ${RANKING.halfLifeDays}::double precision + ln(t.weight) / ln(2::double precision) as part,
      max(t.tick / ${RANKING.halfLifeDays}::double precision + ln(t.weight) / ln(2::double precision)) over (partition by t.paper_id) as top
    from step join score_terms t on t.paper_id = step.paper_id and t.weight > 0
  ), sums as (
    select paper_id, sum(weight) as weight,
      max(top) + ln(sum(power(2::double precision, greatest(part - top, -200)))) / ln(2::double precision) as score
    from parts group by paper_id
  )
  select p.id, p.primary_category as category, step.listed_tick as "listedTick", step.counted_votes as "countedVotes",
    coalesce(sums.weight, 0) as weight, sums.score as "termsScore"
  from step join papers p on p.id = step.paper_id left join sums on sums.paper_id = step.paper_id order by p.id`

interface FairPlace {
  id: string
  score: number
  rarity: number
  votesRarity: number
  weight: number
  field: string
  fieldPapers: number
}

/** The same decay as of the score, but for the weight: all that was done for a paper weighs together as much as it is rare. */
function placeOf({ id, listedTick, termsScore, weight, countedVotes }: Paper, field: Field): FairPlace {
  const rarity = rarityOf(weight, field.weights, field.papers)
  const begins = newcomerScore(listedTick)
  return {
    id,
    score: termsScore === null || rarity === 0 ? begins : logSum(begins, termsScore + Math.log2(rarity / weight)),
    rarity,
    votesRarity: rarityOf(countedVotes, field.votes, field.papers),
    weight,
    field: field.name,
    fieldPapers: field.papers,
  }
}

/** Only what differs, so that pages are not made again for nothing. */
const writePlaces = (places: FairPlace[]) => db().$executeRaw`
  update fair_places f set score = told.score, rarity = told.rarity, votes_rarity = told."votesRarity", weight = told.weight,
    field = told.field, field_papers = told."fieldPapers"
  from json_to_recordset(${JSON.stringify(places)}::json) as told(id text, score double precision, rarity double precision,
    "votesRarity" double precision, weight double precision, field text, "fieldPapers" int)
  where f.paper_id = told.id and (f.score, f.rarity, f.votes_rarity, f.weight, f.field, f.field_papers)
    is distinct from (told.score, told.rarity, told."votesRarity", told.weight, told.field, told."fieldPapers")`
