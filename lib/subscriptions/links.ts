import { type Seal, seal, unseal } from '../sealed'
import { UUID_OCTETS, uuidOctets, uuidOf } from '../uuid'

/** What a link may do. */
export type LinkPurpose = 'confirm' | 'unsubscribe' | 'manage' | 'preview'

export type LinkReading = { status: 'valid' | 'over'; subscriptionId: string } | { status: 'forged' }

/** Of the second at which a token ends; 0: never. */
const EXPIRY_OCTETS = 4

const sealOf = (purpose: LinkPurpose): Seal => ({
  purpose: `link ${purpose}`,
  claimOctets: UUID_OCTETS + EXPIRY_OCTETS,
  macOctets: 32,
})

/**
 * A token that stands for one subscription and one purpose: signed, with nothing to look up and nothing to read in it.
 * @param expiresAt absent: it never expires
 */
export function signLink(purpose: LinkPurpose, subscriptionId: string, expiresAt?: Date): string {
  const expiry = Buffer.alloc(EXPIRY_OCTETS)
  expiry.writeUInt32BE(expiresAt ? Math.floor(expiresAt.getTime() / 1000) : 0)
  return seal(sealOf(purpose), Buffer.concat([uuidOctets(subscriptionId), expiry]))
}

/** Reads a token; whatever this house did not sign for this purpose is forged. In constant time. */
export function readLink(purpose: LinkPurpose, token: string, now: Date): LinkReading {
  const claims = unseal(sealOf(purpose), token)
  if (!claims) return { status: 'forged' }
  const expiry = claims.readUInt32BE(UUID_OCTETS)
  const isOver = expiry !== 0 && expiry * 1000 <= now.getTime()
  return { status: isOver ? 'over' : 'valid', subscriptionId: uuidOf(claims.subarray(0, UUID_OCTETS)) }
}
