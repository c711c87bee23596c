import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { fixedNumber } from '../database/fixed-number'
import { preparedTransaction } from '../database/transaction'
import { announcementTick } from '../trending/announcement-clock'
import { COUNTING, RANKING } from '../trending/constants'
import { lockStandings, rescore } from '../trending/rescore'
import { termScore } from '../trending/term'
import { ownReason } from './own-votes'
import { listSameWork } from './same-work'

export type VoteOutcome = { status: 'voted' | 'unvoted'; votes: number } | { status: 'not-found' }

interface Voter {
  id: string
  createdAt: Date
}

/** Papers that are changed in one transaction: while it runs, their voters wait. */
const BATCH = 200

/**
 * Records one upvote; a second one changes nothing. The vote, the count and the score are one transaction, so that all are right under
 * any number of voters at once. The reader comes first, as in every act on votes: what is theirs, and where their votes are, stays so until the vote stands.
 * The standing, for which voters of a hot paper wait, comes last: what the vote itself sets off is over by then.
 * A vote for a paper that was merged into another is one for that.
 * @param maturityHours age of an account from which its votes count in the ranking
 * @param network where it comes from, as `networkKey` gives it; null: not limited
 */
export async function upvote(
  paperId: string,
  voter: Voter,
  now: Date,
  maturityHours: number,
  network: Uint8Array<ArrayBuffer> | null = null,
): Promise<VoteOutcome> {
  const isYoung = voter.createdAt.getTime() > now.getTime() - maturityHours * 3_600_000
  const tick = announcementTick(now)
  const given = judged(paperId, voter, now, isYoung, network)
  const giving = preparedTransaction(async (ask, askLast) => {
    // Two statements, so that the vote is judged by what was done while the first waited; both go to the database at once.
    const held = ask('hold voter', holding(voter.id))
    const give = ask<{ id: string; counted: boolean }>(
      `give vote ${network ? 'judged' : 'free'}`,
      Prisma.sql`
        insert into votes (reader_id, paper_id, created_at, tick, network, held, counted_at)
        select ${voter.id}, id, ${now}::timestamptz, ${tick}::double precision, network, held,
          case when held is null then ${now}::timestamptz end
        from (${given}) judged
        on conflict do nothing returning paper_id as id, counted_at is not null as counted`,
    )
    const [, [vote]] = await Promise.all([held, give])
    const part = vote?.counted ? termScore({ tick, weight: RANKING.vote }) : null
    if (!vote) return null
    const [counted] = await askLast<{ votes: number }>(
      'count vote',
      Prisma.sql`
        update paper_standings
        set votes = votes + 1 / (merged_into is null)::int, counted_votes = counted_votes + (${part}::double precision is not null)::int,
          score = coalesce(log2_sum(score, ${part}::double precision), score)
        where paper_id = ${vote.id} returning votes`,
    )
    return counted ?? null
  })
  const standing = await giving.catch((error: unknown) => {
    if (isMergedMeanwhile(error)) return 'merged' as const
    throw error
  })
  if (standing === 'merged') return upvote(paperId, voter, now, maturityHours, network)
  return standing ? { status: 'voted', votes: standing.votes } : outcome(paperId, 'voted')
}

/** PostgreSQL divides by no nought: a moderator merged the paper meanwhile, nothing of the vote stands, and it is given again. */
const isMergedMeanwhile = (error: unknown) => (error as { code?: unknown }).code === '22012'

/** Takes an upvote back, from all papers that are the same work; without one nothing changes. The score is added up anew, so that nothing of the vote is left in it. */
export async function unvote(paperId: string, readerId: string, now: Date): Promise<VoteOutcome> {
  await db().$transaction(async (tx) => {
    // Nobody's votes move while their row is held, so what is taken back is still where it was found.
    await holdReader(tx, readerId)
    await takeBack(tx, readerId, await listSameWork(tx, [paperId]), now)
  })
  return outcome(paperId, 'unvoted')
}

/** Takes back every upvote of a reader who is to be forgotten, and can give none meanwhile, without a trace. @returns how many */
export async function unvoteAll(tx: Prisma.TransactionClient, readerId: string): Promise<number> {
  const votes = await tx.vote.findMany({ where: { readerId }, select: { paperId: true } })
  return takeBack(
    tx,
    readerId,
    votes.map(({ paperId }) => paperId),
    null,
  )
}

/**
 * Counts the votes of accounts that are old enough by now. A job's work; running it twice or beside itself counts each once.
 * @returns how many votes came to count
 */
export async function matureVotes(now: Date, maturityHours: number): Promise<number> {
  const grownBefore = new Date(now.getTime() - maturityHours * 3_600_000)
  const ripe = Prisma.sql`v.held = 'age' and exists (
    select from readers r where r.id = v.reader_id and r.created_at <= ${grownBefore}::timestamptz)`
  const papers = await db().$queryRaw<
    { id: string }[]
  >`select distinct paper_id as id from votes v where ${ripe} order by 1`
  let matured = 0
  for (let place = 0; place < papers.length; place += BATCH) {
    const ids = papers.slice(place, place + BATCH).map(({ id }) => id)
    matured += await db().$transaction(async (tx) => {
      await lockStandings(tx, ids)
      const [row] = await tx.$queryRaw<[{ matured: number }]>`
        with grown as (
          update votes v set held = null, counted_at = ${now}::timestamptz
          where v.paper_id = any(${ids}) and ${ripe} returning v.paper_id
        ), per_paper as (
          select paper_id, count(*)::int as votes from grown group by paper_id
        ), standings as (
          update paper_standings s set counted_votes = s.counted_votes + p.votes from per_paper p
          where s.paper_id = p.paper_id and s.merged_into is null
        )
        select count(*)::int as matured from grown`
      await rescore(tx, ids)
      return row.matured
    })
  }
  return matured
}

/** Forgets votes that were taken back or held so long ago that lists are no longer asked for as they stood then. @returns how many */
export async function forgetEndedVotes(now: Date): Promise<number> {
  const before = new Date(now.getTime() - COUNTING.endedKeptDays * 24 * 3_600_000)
  return (await db().endedVote.deleteMany({ where: { endedAt: { lt: before } } })).count
}

/** As a part of the text: for a limit that is a parameter PostgreSQL takes the general plan for dear, and plans each vote anew. */
const LIMITS = {
  votesOfNetwork: fixedNumber(COUNTING.votesOfNetwork),
  establishedVotes: fixedNumber(COUNTING.establishedVotes),
}

/** The paper (id, network, held), or what it was merged into, and why a vote for it does not rank; no row when it is not here. */
function judged(
  paperId: string,
  voter: Voter,
  now: Date,
  isYoung: boolean,
  network: Uint8Array<ArrayBuffer> | null,
): Prisma.Sql {
  const young = Prisma.sql`${isYoung ? 'age' : null}::text`
  const own = ownReason(Prisma.sql`${voter.id}`, Prisma.sql`p.id`)
  const target = Prisma.sql`(select coalesce(merged_into, paper_id) as id from paper_standings where paper_id = ${paperId})`
  if (!network)
    return Prisma.sql`select p.id, null::bytea as network, coalesce(${own}, ${young}) as held from ${target} p`
  const day = `${now.toISOString().slice(0, 10)}T00:00:00Z`
  // A vote that does not rank anyway takes nobody's place in their network.
  return Prisma.sql`
    select p.id, newcomer.network, coalesce(own.reason,
      case when newcomer.network is not null and (select count(*) from (
          select from votes o where o.paper_id = p.id and o.network = newcomer.network limit ${LIMITS.votesOfNetwork}
        ) others) >= ${COUNTING.votesOfNetwork} then 'network' else ${young} end) as held
    from ${target} p cross join lateral (select ${own} as reason) own cross join lateral (
      select case when own.reason is null and count(*) < ${COUNTING.establishedVotes} then ${network}::bytea end as network
      from (
        select from votes v where v.reader_id = ${voter.id} and v.paper_id <> p.id and v.created_at < ${day}::timestamptz
        limit ${LIMITS.establishedVotes}
      ) earlier
    ) newcomer`
}

/** @param now null: nothing of it stays, also not for lists as they stood */
async function takeBack(
  tx: Prisma.TransactionClient,
  readerId: string,
  paperIds: string[],
  now: Date | null,
): Promise<number> {
  // First the reader, whose row every vote of theirs changes, as giving a vote does: so nobody waits in a circle.
  await holdReader(tx, readerId)
  await lockStandings(tx, paperIds)
  const taken = await tx.$queryRaw<{ id: string; counted: boolean }[]>`
    with taken as (
      delete from votes where reader_id = ${readerId} and paper_id = any(${paperIds})
      returning reader_id, paper_id, created_at, tick, counted_at, counted_at is not null as counted
    ), remembered as (
      insert into ended_votes (reader_id, paper_id, created_at, tick, counted_at, ended_at, taken_back)
      select reader_id, paper_id, created_at, tick, counted_at, ${now}::timestamptz, true from taken where ${now}::timestamptz > created_at
      on conflict do nothing
    ), standings as (
      update paper_standings s set votes = s.votes - 1, counted_votes = s.counted_votes - taken.counted::int
      from taken where s.paper_id = taken.paper_id and s.merged_into is null
    )
    select paper_id as id, counted from taken`
  await rescore(
    tx,
    taken.flatMap(({ id, counted }) => (counted ? id : [])),
  )
  return taken.length
}

const holdReader = (tx: Prisma.TransactionClient, readerId: string) => tx.$queryRaw(holding(readerId))

const holding = (readerId: string) => Prisma.sql`select 1 as held from readers where id = ${readerId} for no key update`

async function outcome(paperId: string, status: 'voted' | 'unvoted'): Promise<VoteOutcome> {
  const [standing] = await db().$queryRaw<{ votes: number }[]>`
    select w.votes from paper_standings s join paper_standings w on w.paper_id = coalesce(s.merged_into, s.paper_id)
    where s.paper_id = ${paperId}`
  return standing ? { status, votes: standing.votes } : { status: 'not-found' }
}
