import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'

export type VoteOutcome = { status: 'voted' | 'unvoted'; votes: number } | { status: 'not-found' }

interface Voter {
  id: string
  createdAt: Date
}

/**
 * Records one upvote; a second one changes nothing. The vote and the count are one statement, so that the count is right
 * under any number of voters at once.
 * @param maturityHours age of an account from which its votes count in the ranking
 */
export async function upvote(paperId: string, voter: Voter, now: Date, maturityHours: number): Promise<VoteOutcome> {
  const counted = voter.createdAt.getTime() <= now.getTime() - maturityHours * 3_600_000
  await db().$executeRaw`
    with given as (
      insert into votes (reader_id, paper_id, created_at, counted)
      select ${voter.id}, id, ${now}::timestamptz, ${counted} from papers where id = ${paperId}
      on conflict do nothing returning counted
    )
    update paper_standings
    set votes = votes + 1, counted_votes = counted_votes + (select counted::int from given)
    where paper_id = ${paperId} and exists (select from given)`
  return outcome(paperId, 'voted')
}

/** Takes an upvote back; without one nothing changes. One statement like `upvote`. */
export async function unvote(paperId: string, readerId: string): Promise<VoteOutcome> {
  await db().$executeRaw`
    with taken as (
      delete from votes where reader_id = ${readerId} and paper_id = ${paperId} returning counted
    )
    update paper_standings
    set votes = votes - 1, counted_votes = counted_votes - (select counted::int from taken)
    where paper_id = ${paperId} and exists (select from taken)`
  return outcome(paperId, 'unvoted')
}

/** Takes back every upvote of a reader. One statement like `upvote`. @returns how many */
export async function unvoteAll(tx: Prisma.TransactionClient, readerId: string): Promise<number> {
  return tx.$executeRaw`
    with taken as (
      delete from votes where reader_id = ${readerId} returning paper_id, counted
    )
    update paper_standings s
    set votes = s.votes - 1, counted_votes = s.counted_votes - taken.counted::int
    from taken where s.paper_id = taken.paper_id`
}

/**
 * Counts the votes of accounts that are old enough by now. A job's work; running it twice or beside itself counts each once.
 * @returns how many votes came to count
 */
export async function matureVotes(now: Date, maturityHours: number): Promise<number> {
  const grownBefore = new Date(now.getTime() - maturityHours * 3_600_000)
  const [row] = await db().$queryRaw<[{ matured: number }]>`
    with ripe as (
      update votes v set counted = true from readers r
      where r.id = v.reader_id and not v.counted and r.created_at <= ${grownBefore}::timestamptz
      returning v.paper_id
    ), per_paper as (
      select paper_id, count(*)::int as votes from ripe group by paper_id
    ), standings as (
      update paper_standings s set counted_votes = s.counted_votes + p.votes from per_paper p where s.paper_id = p.paper_id
    )
    select count(*)::int as matured from ripe`
  return row.matured
}

async function outcome(paperId: string, status: 'voted' | 'unvoted'): Promise<VoteOutcome> {
  const standing = await db().paperStanding.findUnique({ where: { paperId }, select: { votes: true } })
  return standing ? { status, votes: standing.votes } : { status: 'not-found' }
}
