import { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { log } from '../../log'
import { judgeOwnVotes } from '../../papers/own-votes'
import { listSameWork } from '../../papers/same-work'
import { setRight } from '../../trending/recount'
import { lockStandings } from '../../trending/rescore'
import { MAX_THREAD } from '../comments/list-comments'
import { moveThreads } from '../comments/lock-thread'
import type { ModerateOutcome, ModerationAct } from './acts'
import { moveAlong } from './move-along'

/** What is done about two papers of arXiv that are the same work. */
export type MergeAct = Extract<ModerationAct, { into: string }>

/**
 * Makes two papers one, or parts them again, and writes it down, in one transaction. What readers voted and said under the one identifier
 * goes to the other, and back; whoever voted for both counts once, and has both votes when they are parted.
 */
export async function mergeOrPart(act: MergeAct, by: string, now: Date): Promise<ModerateOutcome> {
  for (;;) {
    try {
      const outcome = await db().$transaction((tx) => carryOut(tx, act, by, now))
      if (outcome.status === 'done') log.info({ event: 'moderation', act: act.act, by })
      return outcome
    } catch (error) {
      if (!(error instanceof ChangedMeanwhile)) throw error
    }
  }
}

async function carryOut(
  tx: Prisma.TransactionClient,
  merge: MergeAct,
  by: string,
  now: Date,
): Promise<ModerateOutcome> {
  const { act, paper, into, reason } = merge
  const { work, owners } = await hold(tx, merge, by)
  const refusal = await judge(tx, merge)
  if (refusal) return refusal
  // The other one's row is written as well: its page tells of it.
  await tx.$executeRaw`
    update paper_standings set merged_into = case when paper_id = ${paper} then ${act === 'merge' ? into : null} end
    where paper_id in (${paper}, ${into})`
  await moveAlong(tx, merge, work)
  await setRight(tx, (paperId) => Prisma.sql`${paperId} = any(${work}::text[])`)
  for (const reader of owners) await judgeOwnVotes(tx, reader, [paper, into], now)
  await tx.moderationAct.create({ data: { at: now, by, act, reason, paperId: paper, intoId: into } })
  return { status: 'done' }
}

/** Why nothing is done; null: it is. */
async function judge(
  tx: Prisma.TransactionClient,
  { act, paper, into }: MergeAct,
): Promise<Exclude<ModerateOutcome, { status: 'done' }> | null> {
  const refused = (why: string) => ({ status: 'refused' as const, why })
  const rows = await tx.paperStanding.findMany({
    where: { OR: [{ paperId: { in: [paper, into] } }, { mergedInto: paper }] },
    select: { paperId: true, mergedInto: true },
    orderBy: { paperId: 'asc' },
  })
  const standings = new Map(rows.map(({ paperId, mergedInto }) => [paperId, mergedInto]))
  const missing = [paper, into].find((id) => !standings.has(id))
  if (missing) return refused(`arXiv:${missing} is not here.`)
  const [from, beyond] = [standings.get(paper), standings.get(into)]
  if ((from === into) === (act === 'merge')) return { status: 'unchanged' }
  if (act === 'unmerge') return null
  if (paper === into) return refused('That is one paper already.')
  if (from) return refused(`arXiv:${paper} was merged into arXiv:${from}. Undo that in the log first.`)
  if (beyond) return refused(`arXiv:${into} was itself merged into arXiv:${beyond}: merge this one into that.`)
  const others = rows.flatMap(({ paperId, mergedInto }) => (mergedInto === paper ? [`arXiv:${paperId}`] : []))
  if (others.length > 0)
    return refused(`${others.join(', ')} was merged into this one: undo that in the log first, or merge the other way.`)
  const locks = await tx.threadLock.findMany({ where: { paperId: { in: [paper, into] } }, select: { paperId: true } })
  const closed = locks.length === 1 ? locks[0]?.paperId : undefined
  if (closed)
    return refused(
      `The thread of arXiv:${closed} is closed and that of arXiv:${closed === paper ? into : paper} is not: close both or neither first.`,
    )
  const comments = await tx.comment.count({ where: { paperId: { in: [paper, into] } } })
  return comments > MAX_THREAD ? refused(`A thread holds ${MAX_THREAD} comments at most.`) : null
}

/** Somebody voted, or another act came, between what was read and what was held. */
class ChangedMeanwhile extends Error {}

/**
 * Keeps out whoever talks, then whoever votes for these papers, those whose votes and words will move first: readers, then standings, as everybody locks them.
 * @throws ChangedMeanwhile when not all are held: begin anew, since nobody can be waited for in the wrong order
 */
async function hold(
  tx: Prisma.TransactionClient,
  pair: { paper: string; into: string },
  by: string,
): Promise<Involved> {
  await moveThreads(tx)
  const before = await involved(tx, pair)
  const held = [...before.movers, ...before.owners, by]
  await tx.$queryRaw`select 1 as held from readers where id = any(${held}::text[]) order by id for no key update`
  await lockStandings(tx, before.work)
  const after = await involved(tx, pair)
  const [work, readers] = [new Set(before.work), new Set(held)]
  if (after.work.some((id) => !work.has(id)) || [...after.movers, ...after.owners].some((id) => !readers.has(id)))
    throw new ChangedMeanwhile()
  return after
}

interface Involved {
  work: string[]
  /** Whose votes and comments may move. */
  movers: string[]
  /** Whose own work it is: their votes are shown and do not rank. */
  owners: string[]
}

async function involved(
  tx: Prisma.TransactionClient,
  { paper, into }: { paper: string; into: string },
): Promise<Involved> {
  const work = await listSameWork(tx, [paper, into])
  const movers = await tx.$queryRaw<{ id: string }[]>`
    select reader_id as id from votes where paper_id = any(${work}::text[]) and (paper_id <> ${into} or cast_on is not null)
    union select reader_id from comments
    where paper_id = any(${work}::text[]) and (paper_id <> ${into} or said_on is not null) and reader_id is not null`
  const owners = await tx.$queryRaw<{ id: string }[]>`
    select reader_id as id from claims where paper_id = any(${work}::text[]) and state = 'granted'
    union select reader_id from submissions where paper_id = any(${work}::text[]) and reader_id is not null`
  return { work, movers: movers.map(({ id }) => id), owners: owners.map(({ id }) => id) }
}
