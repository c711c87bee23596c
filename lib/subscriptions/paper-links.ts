import { type Seal, seal, unseal } from '../sealed'
import { UUID_OCTETS, uuidOctets, uuidOf } from '../uuid'

/** How long the links beside the papers of a mail work, counted from the mail. */
const LIFE_DAYS = 60
const DAY_S = 24 * 3_600

/** The subscription's UUID, and the day since 1970 at which it ends. A mail holds two tokens for each paper: a short MAC is enough. */
const PAPER: Seal = { purpose: 'link paper', claimOctets: UUID_OCTETS + 2, macOctets: 16 }

export type PaperLinkReading = { status: 'valid' | 'over'; subscriptionId: string } | { status: 'forged' }

/**
 * Signs links with which the reader of a mail votes for its papers and saves them, without signing in. A token is good for one
 * paper and nothing else; whoever forwards a mail hands on no more than that.
 */
export function paperLinkSigner(subscriptionId: string, mailedAt: Date): (paperId: string) => string {
  const end = Buffer.alloc(2)
  end.writeUInt16BE(Math.floor(mailedAt.getTime() / 1000 / DAY_S) + LIFE_DAYS)
  const claims = Buffer.concat([uuidOctets(subscriptionId), end])
  return (paperId) => seal(PAPER, claims, paperId)
}

/** Reads a token for a paper; whatever this house did not sign for it is forged. In constant time. */
export function readPaperLink(token: string, paperId: string, now: Date): PaperLinkReading {
  const claims = unseal(PAPER, token, paperId)
  if (!claims) return { status: 'forged' }
  const isOver = claims.readUInt16BE(UUID_OCTETS) * DAY_S * 1000 <= now.getTime()
  return { status: isOver ? 'over' : 'valid', subscriptionId: uuidOf(claims.subarray(0, UUID_OCTETS)) }
}
