import { db } from '../../database/client'
import { log } from '../../log'
import { judgeOwnVotes } from '../../papers/own-votes'
import type { ClaimState } from './claim'

/** A claim as whoever decides sees it; without an address. */
export interface OpenClaim {
  id: string
  paperId: string
  title: string
  author: string
  state: ClaimState
  words: string | null
  claimedAt: Date
  /** What they are called in public; null: no name. */
  by: string | null
  acts: { at: Date; act: string; reason: string }[]
}

const shown = {
  id: true,
  paperId: true,
  author: true,
  state: true,
  words: true,
  claimedAt: true,
  paper: { select: { title: true } },
  reader: { select: { name: true } },
  acts: { select: { at: true, act: true, reason: true }, orderBy: { at: 'asc' } },
} as const

/** Claims that wait for a decision, the oldest first; or those decided last. */
export async function listClaims(which: 'open' | 'decided', limit: number): Promise<OpenClaim[]> {
  const states = which === 'open' ? ['asked', 'appealed'] : ['granted', 'refused', 'final']
  const rows = await db().claim.findMany({
    where: { state: { in: states }, ...(which === 'decided' ? { proof: 'moderator' } : {}) },
    select: shown,
    orderBy: [{ claimedAt: which === 'open' ? 'asc' : 'desc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.map(({ paper, reader, state, ...claim }) => ({
    ...claim,
    state: state as ClaimState,
    title: paper.title,
    by: reader.name,
  }))
}

export type Decision = 'grant' | 'refuse'
export type DecideOutcome = 'decided' | 'not-open' | 'own' | 'same-moderator'

/**
 * Grants or refuses a claim, or takes back what was granted; written down with who and why. Nobody decides on their own claim, nor on an
 * appeal against their own refusal. Decided at once by two, it is decided once.
 */
export async function decideClaim(
  { id, decision, reason }: { id: string; decision: Decision; reason: string },
  moderator: { id: string },
  now: Date,
): Promise<DecideOutcome> {
  const claim = await db().claim.findUnique({ where: { id }, include: { acts: { orderBy: { at: 'desc' } } } })
  const after = claim && stateAfter(claim.state as ClaimState, decision)
  if (!claim || !after) return 'not-open'
  if (claim.readerId === moderator.id) return 'own'
  const refusal = claim.acts.find(({ act }) => act === 'refuse')
  if (claim.state === 'appealed' && refusal?.by === moderator.id) return 'same-moderator'
  return db().$transaction(async (tx): Promise<DecideOutcome> => {
    const { count } = await tx.claim.updateMany({ where: { id, state: claim.state }, data: { state: after } })
    if (count === 0) return 'not-open'
    await tx.claimAct.create({ data: { claimId: id, at: now, by: moderator.id, act: decision, reason } })
    await judgeOwnVotes(tx, claim.readerId, [claim.paperId], now)
    log.info({ event: 'claim decided', claim: id, state: after })
    return 'decided'
  })
}

/** What a decision makes of a claim; null: there is nothing to decide. Pure. */
function stateAfter(state: ClaimState, decision: Decision): ClaimState | null {
  if (state === 'asked') return decision === 'grant' ? 'granted' : 'refused'
  if (state === 'appealed') return decision === 'grant' ? 'granted' : 'final'
  return state === 'granted' && decision === 'refuse' ? 'refused' : null
}

/** Asks another moderator, once, after a refusal. @returns whether there was one */
export async function appealClaim(id: string, words: string, readerId: string, now: Date): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.claim.updateMany({
      where: { id, readerId, state: 'refused' },
      data: { state: 'appealed', proof: 'moderator' },
    })
    if (count > 0)
      await tx.claimAct.create({ data: { claimId: id, at: now, by: readerId, act: 'appeal', reason: words } })
    return count > 0
  })
}
