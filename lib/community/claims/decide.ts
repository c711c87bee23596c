import type { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { log } from '../../log'
import { enqueueMail } from '../../outbox/enqueue'
import { holdReader } from '../../papers/hold-reader'
import { judgeOwnVotes } from '../../papers/own-votes'
import { mathToReadable } from '../../papers/text/math-to-readable'
import { absolute, paths } from '../../paths'
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
 * Grants or refuses a claim, or takes back what was granted: written down with who and why, in the public log as well (there without a word
 * of whose claim it is), and mailed to whoever claimed. Nobody decides on their own claim, nor on an
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
    await holdReader(tx, claim.readerId)
    const { count } = await tx.claim.updateMany({ where: { id, state: claim.state }, data: { state: after } })
    if (count === 0) return 'not-open'
    await tx.claimAct.create({ data: { claimId: id, at: now, by: moderator.id, act: decision, reason } })
    const { paperId } = claim
    await tx.moderationAct.create({ data: { at: now, by: moderator.id, act: `${decision}-claim`, reason, paperId } })
    await judgeOwnVotes(tx, claim.readerId, [paperId], now)
    await tell(tx, claim, { outcome: after, reason }, now)
    log.info({ event: 'claim decided', claim: id, state: after })
    return 'decided'
  })
}

/** Queues a mail to whoever claimed. */
async function tell(
  tx: Prisma.TransactionClient,
  { readerId, paperId, author }: { readerId: string; paperId: string; author: string },
  decided: { outcome: 'granted' | 'refused' | 'final'; reason: string },
  now: Date,
): Promise<void> {
  const [{ email: recipient }, { title }] = await Promise.all([
    tx.reader.findUniqueOrThrow({ where: { id: readerId }, select: { email: true } }),
    tx.paper.findUniqueOrThrow({ where: { id: paperId }, select: { title: true } }),
  ])
  const content = { ...decided, author, paperTitle: mathToReadable(title), url: absolute(paths.claims) }
  await enqueueMail(tx, { kind: 'claim', recipient, content }, now)
}

/** What a decision makes of a claim; null: there is nothing to decide. Pure. */
function stateAfter(state: ClaimState, decision: Decision): 'granted' | 'refused' | 'final' | null {
  if (state === 'asked') return decision === 'grant' ? 'granted' : 'refused'
  if (state === 'appealed') return decision === 'grant' ? 'granted' : 'final'
  return state === 'granted' && decision === 'refuse' ? 'refused' : null
}

/** What a claimant says is for whoever decides alone. */
const APPEAL_REASON = 'Another moderator decides.'

/** Asks another moderator, once, after a refusal: the public log says so, without who or why. @returns whether there was one */
export async function appealClaim(id: string, words: string, readerId: string, now: Date): Promise<boolean> {
  return db().$transaction(async (tx) => {
    await holdReader(tx, readerId)
    const { count } = await tx.claim.updateMany({
      where: { id, readerId, state: 'refused' },
      data: { state: 'appealed', proof: 'moderator' },
    })
    if (count === 0) return false
    const { paperId } = await tx.claim.findUniqueOrThrow({ where: { id }, select: { paperId: true } })
    await tx.claimAct.create({ data: { claimId: id, at: now, by: readerId, act: 'appeal', reason: words } })
    await tx.moderationAct.create({ data: { at: now, act: 'appeal-claim', reason: APPEAL_REASON, paperId } })
    return true
  })
}
