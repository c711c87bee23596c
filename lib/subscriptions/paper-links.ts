import { createHmac, timingSafeEqual } from 'node:crypto'
import { keysFor } from '../secret'

/** How long the links beside the papers of a mail work, counted from the mail. */
const LIFE_DAYS = 60
const DAY_S = 24 * 3_600

/** Bytes of a token: the subscription's UUID, the day since 1970 at which it ends, the MAC over both and the paper. */
const ID_BYTES = 16
const CLAIM_BYTES = ID_BYTES + 2
/** Half of HMAC-SHA256 (RFC 2104, 5): a mail holds one of these for each paper, twice. */
const MAC_BYTES = 16
const PURPOSE = 'link paper'

export type PaperLinkReading = { status: 'valid' | 'over'; subscriptionId: string } | { status: 'forged' }

/**
 * Signs links with which the reader of a mail votes for its papers and saves them, without signing in. A token is good for one
 * paper and nothing else; whoever forwards a mail hands on no more than that.
 */
export function paperLinkSigner(subscriptionId: string, mailedAt: Date): (paperId: string) => string {
  const claims = Buffer.alloc(CLAIM_BYTES)
  claims.write(subscriptionId.replaceAll('-', ''), 'hex')
  claims.writeUInt16BE(Math.floor(mailedAt.getTime() / 1000 / DAY_S) + LIFE_DAYS, ID_BYTES)
  const [key] = keysFor(PURPOSE)
  return (paperId) => Buffer.concat([claims, macOf(key, claims, paperId)]).toString('base64url')
}

/** Reads a token for a paper; whatever this house did not sign for it is forged. In constant time. */
export function readPaperLink(token: string, paperId: string, now: Date): PaperLinkReading {
  const bytes = Buffer.from(token.slice(0, 100), 'base64url')
  if (bytes.length !== CLAIM_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return { status: 'forged' }
  const [claims, mac] = [bytes.subarray(0, CLAIM_BYTES), bytes.subarray(CLAIM_BYTES)]
  // Every key is tried, so that the time does not tell which one fits.
  const fits = keysFor(PURPOSE).map((key) => timingSafeEqual(macOf(key, claims, paperId), mac))
  if (!fits.includes(true)) return { status: 'forged' }
  const isOver = claims.readUInt16BE(ID_BYTES) * DAY_S * 1000 <= now.getTime()
  const subscriptionId = claims
    .toString('hex', 0, ID_BYTES)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { status: isOver ? 'over' : 'valid', subscriptionId }
}

const macOf = (key: Buffer, claims: Buffer, paperId: string) =>
  createHmac('sha256', key).update(claims).update(paperId).digest().subarray(0, MAC_BYTES)
