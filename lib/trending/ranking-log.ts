import { gzipSync } from 'node:zlib'
import { db } from '../database/client'
import { announcementTick } from './announcement-clock'
import { RANKING } from './constants'

/** Papers for which nobody did anything for so many announcement days are left out: their acts weigh a 30,000th, and stand far below. */
const WINDOW_TICKS = 30
/** Papers of one part. */
const STEP = 2_000

/**
 * Makes the public log anew: of every paper that acts or its announcement lately moved, all that its score is made of, by the hour and
 * without readers. What readers took back, or who were forgotten, is not in it, and the log before it is gone. May run again, and beside itself.
 * @returns lines
 */
export async function makeRankingLog(now: Date): Promise<number> {
  const since = announcementTick(now) - WINDOW_TICKS
  const head = `# version ${RANKING.version}, half-life ${RANKING.halfLifeDays} announcement days, as of ${now.toISOString()}\npaper,kind,weight,hour\n`
  await keepPart(now, 0, head)
  let lines = 0
  let after = ''
  for (let part = 1; ; part++) {
    const ids = await listMoved(since, after)
    const last = ids.at(-1)
    if (last === undefined) break
    const rows = await listLines(ids)
    await keepPart(now, part, rows.map(({ id, kind, weight, hour }) => `${id},${kind},${weight},${hour}\n`).join(''))
    lines += rows.length
    after = last
  }
  await db().rankingState.upsert({ where: { id: 1 }, create: { loggedAt: now }, update: { loggedAt: now } })
  await db().rankingLogPart.deleteMany({ where: { madeAt: { lt: now } } })
  return lines
}

/** The log as it is given out, part by part: a gzip file; null before the first was made. */
export async function openRankingLog(): Promise<{ madeAt: Date; parts: AsyncGenerator<Uint8Array> } | null> {
  const madeAt = (await db().rankingState.findUnique({ where: { id: 1 } }))?.loggedAt
  return madeAt ? { madeAt, parts: partsOf(madeAt) } : null
}

async function* partsOf(madeAt: Date): AsyncGenerator<Uint8Array> {
  for (let part = 0; ; part++) {
    const row = await db().rankingLogPart.findUnique({ where: { madeAt_part: { madeAt, part } } })
    if (!row) return
    yield row.body
  }
}

async function keepPart(madeAt: Date, part: number, text: string): Promise<void> {
  const body = new Uint8Array(gzipSync(text))
  const place = { madeAt, part }
  await db().rankingLogPart.upsert({ where: { madeAt_part: place }, create: { ...place, body }, update: { body } })
}

/** Withdrawn and merged papers stand in no trending list. */
async function listMoved(since: number, after: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select s.paper_id as id from paper_standings s join papers p on p.id = s.paper_id and not p.withdrawn and s.merged_into is null
    where s.paper_id > ${after} and (s.listed_tick > ${since}::double precision or exists (
      select from score_terms t where t.paper_id = s.paper_id and t.tick > ${since}::double precision))
    order by s.paper_id limit ${STEP}`
  return rows.map(({ id }) => id)
}

interface Line {
  id: string
  kind: string
  weight: number
  hour: string
}

const listLines = (ids: string[]) => db().$queryRaw<Line[]>`
  select id, kind, sum(weight) as weight, to_char(date_trunc('hour', "at" at time zone 'UTC'), 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as hour
  from (
    select paper_id as id, 'listed' as kind, ${RANKING.newcomer}::double precision as weight, listed_at as "at"
    from paper_standings where paper_id = any(${ids})
    union all
    select paper_id, kind, weight, "at" from score_terms where paper_id = any(${ids}) and weight > 0
  ) acts
  group by 1, 2, 4 order by 1, 4, 2`
