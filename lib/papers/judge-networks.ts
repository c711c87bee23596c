import { db } from '../database/client'
import { COUNTING } from '../trending/constants'
import { lockStandings, rescore } from '../trending/rescore'

/** What a look at the networks of young votes did. */
export interface NetworksJudged {
  /** Votes that were taken for one hand's. */
  held: number
  /** Votes that no longer remember where they came from. */
  forgotten: number
}

/**
 * Takes newcomers' votes out of the ranking where many came from one network for one paper, while that is remembered, and forgets the
 * networks of older votes. A job's work; may run twice and beside itself.
 */
export async function judgeNetworks(now: Date): Promise<NetworksJudged> {
  const bursts = await db().$queryRaw<{ id: string; network: Uint8Array<ArrayBuffer> }[]>`
    select paper_id as id, network from votes where network is not null
    group by paper_id, network
    having count(*) >= ${COUNTING.burstOfNetwork} and count(*) filter (where held is distinct from 'network') > 0
    order by paper_id`
  let held = 0
  for (const burst of bursts) held += await holdBurst(burst, now)
  const keptFrom = new Date(now.getTime() - COUNTING.networkKeptHours * 3_600_000)
  const forgotten = await db().$executeRaw`
    update votes set network = null where (reader_id, paper_id) in (
      select reader_id, paper_id from votes where network is not null and created_at < ${keptFrom}::timestamptz for update skip locked
    )`
  return { held, forgotten }
}

const holdBurst = ({ id, network }: { id: string; network: Uint8Array<ArrayBuffer> }, now: Date): Promise<number> =>
  db().$transaction(async (tx) => {
    await lockStandings(tx, [id])
    const [row] = await tx.$queryRaw<[{ held: number }]>`
      with burst as (
        select reader_id, created_at, tick, counted_at, counted_at is not null as counted from votes
        where paper_id = ${id} and network = ${network} and held is distinct from 'network' for update
      ), votes_held as (
        update votes v set held = 'network', counted_at = null from burst b where v.paper_id = ${id} and v.reader_id = b.reader_id
      ), remembered as (
        insert into ended_votes (reader_id, paper_id, created_at, tick, counted_at, ended_at, taken_back)
        select reader_id, ${id}, created_at, tick, counted_at, ${now}::timestamptz, false from burst where counted
        on conflict do nothing
      ), standings as (
        update paper_standings
        set counted_votes = counted_votes - (select count(*) filter (where counted)::int from burst)
        where paper_id = ${id} and merged_into is null
      )
      select count(*)::int as held from burst`
    await rescore(tx, [id])
    return row.held
  })
