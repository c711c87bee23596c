import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { prepared } from '../database/prepared'
import { announcementTick } from '../trending/announcement-clock'
import { COUNTING, RANKING } from '../trending/constants'
import { lockStandings, rescore } from '../trending/rescore'
import { termScore } from '../trending/term'
import { holdReader } from './hold-reader'
import { listSameWork } from './same-work'

export type VoteOutcome = { status: 'voted' | 'unvoted'; votes: number } | { status: 'not-found' }

interface Voter {
  id: string
  createdAt: Date
}

/** Papers that are changed in one transaction: while it runs, their voters wait. */
const BATCH = 200

/**
 * Records one upvote; a second one changes nothing. The vote, the count and the score are one statement, so that all are right under
 * any number of voters at once, or none of them is there. A vote for a paper that was merged into another is one for that.
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
  const giving = Prisma.sql`
    select give_vote(${voter.id}, ${paperId}, ${now}, ${tick}, ${termScore({ tick, weight: RANKING.vote })}, ${isYoung}, ${network},
      ${COUNTING.establishedVotes}, ${COUNTING.votesOfNetwork}) as votes`
  const given = await prepared<{ votes: number | null }>('give vote', giving).catch((error: unknown) => {
    if (isMergedMeanwhile(error)) return null
    throw error
  })
  if (!given) return upvote(paperId, voter, now, maturityHours, network)
  const votes = given[0]?.votes ?? null
  return votes === null ? outcome(paperId, 'voted') : { status: 'voted', votes }
}

/** A moderator merged the paper after its vote was judged: nothing of the vote stands, and it is given again. */
const isMergedMeanwhile = (error: unknown) => (error as { code?: unknown }).code === '40001'

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

async function outcome(paperId: string, status: 'voted' | 'unvoted'): Promise<VoteOutcome> {
  const [standing] = await db().$queryRaw<{ votes: number }[]>`
    select w.votes from paper_standings s join paper_standings w on w.paper_id = coalesce(s.merged_into, s.paper_id)
    where s.paper_id = ${paperId}`
  return standing ? { status, votes: standing.votes } : { status: 'not-found' }
}
