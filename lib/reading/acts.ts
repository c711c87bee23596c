import { type Allowance, type Limit, takeFrom } from '../accounts/limits'
import { isAdminAddress } from '../accounts/session'
import { db } from '../database/client'
import { networkKey } from '../papers/network-key'
import type { PaperAct } from '../papers/paper-path'
import { findMergedInto } from '../papers/same-work'
import { unvote, upvote, type VoteOutcome } from '../papers/votes'
import { type MarkKind, mark, unmark } from './marks'

/** Acts of one reader, votes and marks together: far more than hands can do, far less than a program could. */
const ACTS_PER_READER: Limit = { name: 'acts per reader', acts: 1_500, spanSeconds: 3_600 }

/** Where a paper stands with the reader after an act. */
export type ActState = { votes: number; voted: boolean } | { saved: boolean } | { dismissed: boolean }

export type ActOutcome =
  | { status: 'done'; state: ActState }
  | { status: 'not-found' }
  | { status: 'busy'; retryAfterSeconds: number }

interface Actor {
  id: string
  email: string
  createdAt: Date
}

export interface ActTerms {
  now: Date
  /** As for `upvote`. */
  maturityHours: number
  /** Where it comes from, as `networkOf` of lib/http gives it. */
  network: string
}

/** Does what a reader asked for with a paper, once however often it is asked. */
export async function carryOut(act: PaperAct, paperId: string, reader: Actor, terms: ActTerms): Promise<ActOutcome> {
  const allowance = await allowAct(reader.id)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  const { now } = terms
  const make = async (kind: MarkKind) => marked(kind, true, await mark(kind, paperId, reader.id, now))
  const take = async (kind: MarkKind) => marked(kind, false, await unmark(kind, paperId, reader.id))
  switch (act) {
    case 'vote':
      // Before the network is hashed, which is another for each paper.
      return voted(await vote((await findMergedInto(paperId)) ?? paperId, reader, terms))
    case 'unvote':
      return voted(await unvote(paperId, reader.id, now))
    case 'save':
      return make('saved')
    case 'unsave':
      return take('saved')
    case 'dismiss':
      return make('dismissed')
    case 'undismiss':
      return take('dismissed')
  }
}

/** The same for a reader who is known by a link of their mail. */
export async function carryOutFor(
  act: PaperAct,
  paperId: string,
  readerId: string,
  terms: ActTerms,
): Promise<ActOutcome> {
  const reader = await db().reader.findUnique({
    where: { id: readerId },
    select: { id: true, email: true, createdAt: true },
  })
  return reader ? carryOut(act, paperId, reader, terms) : { status: 'not-found' }
}

/** Counts one act of a reader. */
export const allowAct = (readerId: string): Promise<Allowance> => takeFrom(ACTS_PER_READER, readerId)

/** Whom the operator named is known to be no sock puppet. */
const vote = (paperId: string, reader: Actor, { now, maturityHours, network }: ActTerms): Promise<VoteOutcome> =>
  isAdminAddress(reader.email)
    ? upvote(paperId, reader, now, 0)
    : upvote(paperId, reader, now, maturityHours, networkKey(network, paperId))

const voted = (outcome: VoteOutcome): ActOutcome =>
  outcome.status === 'not-found'
    ? outcome
    : { status: 'done', state: { votes: outcome.votes, voted: outcome.status === 'voted' } }

function marked(kind: MarkKind, isMade: boolean, isHere: boolean): ActOutcome {
  if (!isHere) return { status: 'not-found' }
  return { status: 'done', state: kind === 'saved' ? { saved: isMade } : { dismissed: isMade } }
}
