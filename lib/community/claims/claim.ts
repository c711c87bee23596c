import type { Prisma } from '@/generated/prisma/client'
import { type Limit, takeFrom } from '../../accounts/limits'
import { db } from '../../database/client'
import { log } from '../../log'
import { judgeOwnVotes } from '../../papers/own-votes'
import { statesAddress } from './states-address'

/** Claims of one reader that are not proven by themselves: a moderator reads each. */
const CLAIMS: Limit = { name: 'claims', acts: 10, spanSeconds: 24 * 3_600 }
/** Whose subjects are ORCID iDs. */
const ORCID_ISSUERS = ['https://orcid.org', 'https://sandbox.orcid.org']

export type ClaimState = 'granted' | 'asked' | 'refused' | 'appealed' | 'final'
export type Proof = 'orcid' | 'address' | 'moderator'

export type ClaimOutcome =
  | { status: 'claimed'; state: ClaimState }
  | { status: 'not-found' }
  /** The paper names nobody so. */
  | { status: 'no-such-author' }
  | { status: 'busy'; retryAfterSeconds: number }

interface Claiming {
  paperId: string
  /** One of the names on the paper. */
  author: string
  words: string | null
}

/**
 * “This is me.” Proven by an ORCID iD that the reader signed in with and under which arXiv lists the paper, or by their address, where the paper states
 * it; else a moderator decides. Claimed twice, it is as it was the first time.
 */
export async function claimPaper(
  { paperId, author, words }: Claiming,
  reader: { id: string; email: string },
  now: Date,
): Promise<ClaimOutcome> {
  const paper = await db().paper.findUnique({
    where: { id: paperId },
    select: { authors: true, comments: true, abstract: true },
  })
  if (!paper) return { status: 'not-found' }
  if (!paper.authors.includes(author)) return { status: 'no-such-author' }
  const before = await db().claim.findUnique({ where: { readerId_paperId: { readerId: reader.id, paperId } } })
  if (before) return { status: 'claimed', state: before.state as ClaimState }

  const isOrcid = (await provenByOrcid(reader.id, [paperId])).length > 0
  const isStated = statesAddress(`${paper.comments ?? ''}\n${paper.abstract}`, reader.email)
  const proof: Proof = isOrcid ? 'orcid' : isStated ? 'address' : 'moderator'
  if (proof === 'moderator') {
    const room = await takeFrom(CLAIMS, reader.id)
    if (!room.allowed) return { status: 'busy', retryAfterSeconds: room.retryAfterSeconds }
  }
  const state = proof === 'moderator' ? 'asked' : 'granted'
  await db().$transaction((tx) => write(tx, { readerId: reader.id, paperId, author, words, proof, state }, now))
  return { status: 'claimed', state }
}

/** Claims every paper here that arXiv lists under the reader's ORCID iD. @returns how many are new */
export async function claimByOrcid(readerId: string, now: Date): Promise<number> {
  const papers = await provenByOrcid(readerId)
  let claimed = 0
  for (const { paperId, author } of papers) {
    const claim = { readerId, paperId, author, words: null, proof: 'orcid' as const, state: 'granted' as const }
    if (await db().$transaction((tx) => write(tx, claim, now))) claimed += 1
  }
  return claimed
}

/** The papers here of the reader's ORCID iD that they did not claim yet, each with the name of the person. */
export const provenByOrcid = (readerId: string, among?: string[]): Promise<{ paperId: string; author: string }[]> =>
  db().$queryRaw`
    select distinct on (p.id) p.id as "paperId", coalesce(a.name, i.name, p.authors[1]) as author
    from identities i join author_ids a on a.orcid = i.subject
    join author_id_papers ap on ap.author_id = a.id join papers p on p.id = ap.paper_id
    where i.reader_id = ${readerId} and i.issuer = any(${ORCID_ISSUERS})
      and (${among === undefined} or p.id = any(${among ?? []}))
      and not exists (select from claims c where c.reader_id = ${readerId} and c.paper_id = p.id)
    order by p.id limit 1000`

interface Written extends Claiming {
  readerId: string
  proof: Proof
  state: ClaimState
}

async function write(tx: Prisma.TransactionClient, claim: Written, now: Date): Promise<boolean> {
  const [row] = await tx.claim.createManyAndReturn({
    data: { ...claim, claimedAt: now },
    select: { id: true },
    skipDuplicates: true,
  })
  if (!row) return false
  const { readerId, paperId, proof, state, words } = claim
  const reason = state === 'granted' ? `proven by ${proof}` : (words ?? '')
  await tx.claimAct.create({ data: { claimId: row.id, at: now, by: readerId, act: 'claim', reason } })
  if (state === 'granted') await judgeOwnVotes(tx, readerId, [paperId], now)
  log.info({ event: 'claim', reader: readerId, paper: paperId, state })
  return true
}
