import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { announcementTick } from '../trending/announcement-clock'
import { lockStandings, rescore } from '../trending/rescore'
import { judgeBatch, type Kept, type Seen } from './judge-batch'
import type { Known } from './judge-observation'
import type { Observation } from './observation'
import { shareOfToday } from './share'

/** Key of the transaction lock under which observations are written: they are judged by those before them. */
const OBSERVATIONS_LOCK = 20_261_131

/**
 * Keeps what one answer told, as far as it is new, and adds accepted growth to the scores, in one transaction. Papers that are not here
 * are passed over. Telling the same twice changes nothing.
 */
export async function observe(
  observations: readonly Observation[],
  at: Date,
): Promise<{ taken: number; held: number }> {
  if (observations.length === 0) return { taken: 0, held: 0 }
  return db().$transaction(async (tx) => {
    await tx.$queryRaw`select true as locked from (select pg_advisory_xact_lock(${OBSERVATIONS_LOCK})) lock`
    const kept = judgeBatch(await withKnown(tx, observations), at)
    if (kept.length > 0) await keep(tx, kept, at)
    const held = kept.filter(({ judged }) => judged.status === 'held').length
    return { taken: kept.length - held, held }
  })
}

async function withKnown(tx: Prisma.TransactionClient, observations: readonly Observation[]): Promise<Seen[]> {
  const ids = [...new Set(observations.map(({ paperId }) => paperId))]
  const rows = await tx.$queryRaw<({ id: string; kind: string | null } & Known)[]>`
    select p.id, o.kind, o.value, o.at, o.credited, o.held
    from papers p left join lateral (
      select distinct on (kind) * from observations o where o.paper_id = p.id order by kind, at desc
    ) o on true
    where p.id = any(${ids})`
  const here = new Set(rows.map(({ id }) => id))
  const known = new Map(rows.map(({ id, kind, ...known }) => [`${kind} ${id}`, known]))
  return observations.flatMap((one) =>
    here.has(one.paperId) ? [{ ...one, known: known.get(`${one.kind} ${one.paperId}`) ?? null }] : [],
  )
}

async function keep(tx: Prisma.TransactionClient, kept: Kept[], at: Date): Promise<void> {
  const share = await shareOfToday(tx, at)
  const tick = announcementTick(at)
  const rows = kept.map(({ paperId, kind, value, judged }) => ({
    ...{ paperId, kind, value, at, tick, share },
    credited: judged.credited,
    held: judged.status === 'held',
    weight: judged.status === 'taken' ? judged.weight * share : 0,
  }))
  const grown = [...new Set(rows.filter(({ weight }) => weight > 0).map(({ paperId }) => paperId))]
  await lockStandings(tx, grown)
  await tx.observation.createMany({ data: rows, skipDuplicates: true })
  await rescore(tx, grown)
}
