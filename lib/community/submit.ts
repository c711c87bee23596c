import { type Limit, takeFrom } from '../accounts/limits'
import { db } from '../database/client'
import { UpstreamError } from '../errors'
import type { Arxiv } from '../ingest/arxiv-client'
import { networkKey } from '../papers/network-key'
import { type ActTerms, carryOut } from '../reading/acts'
import { askForPapers, type Refusal } from './ask-for-papers'

/** Papers that one reader may bring in a day. What is here already is a vote, and counts as one. */
const SUBMISSIONS: Limit = { name: 'submissions', acts: 20, spanSeconds: 24 * 3_600 }

export type SubmitOutcome =
  /** It came, and it is theirs. */
  | { status: 'submitted' }
  /** It was here: now they vote for it. */
  | { status: 'known'; votes: number }
  /** arXiv does not answer, or does not know it yet: it is asked again. */
  | { status: 'asked' }
  | { status: 'refused'; why: Refusal }
  | { status: 'busy'; retryAfterSeconds: number }

interface Submission {
  /** Canonical. */
  id: string
  note: string | null
}

interface Submitter {
  id: string
  email: string
  createdAt: Date
}

/**
 * Brings a paper of arXiv to this site, whatever its age or category, with the submitter's vote. What they wished for is written down
 * before arXiv is asked, so that nothing of it is lost; asked again, it is one wish.
 * @param arxiv one that does not wait long: somebody sits before the page
 */
export async function submit(
  { id, note }: Submission,
  by: Submitter,
  arxiv: Arxiv,
  terms: ActTerms,
): Promise<SubmitOutcome> {
  const { now } = terms
  if (await db().paper.findUnique({ where: { id }, select: { id: true } })) return voteFor(id, by, terms)
  const room = await takeFrom(SUBMISSIONS, by.id)
  if (!room.allowed) return { status: 'busy', retryAfterSeconds: room.retryAfterSeconds }
  const wish = { note, network: networkKey(terms.network, id), askedAt: now }
  await db().askedPaper.upsert({
    where: { paperId_readerId: { paperId: id, readerId: by.id } },
    create: { paperId: id, readerId: by.id, ...wish },
    update: { ...wish, refused: null },
  })
  try {
    const why = (await askForPapers([id], arxiv, terms)).get(id)
    if (why === 'later') return { status: 'asked' }
    return why ? { status: 'refused', why } : { status: 'submitted' }
  } catch (error) {
    if (error instanceof UpstreamError) return { status: 'asked' }
    throw error
  }
}

async function voteFor(id: string, by: Submitter, terms: ActTerms): Promise<SubmitOutcome> {
  const outcome = await carryOut('vote', id, by, terms)
  if (outcome.status === 'busy') return outcome
  return { status: 'known', votes: outcome.status === 'done' && 'votes' in outcome.state ? outcome.state.votes : 0 }
}
