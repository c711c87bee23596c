import { createHmac, timingSafeEqual } from 'node:crypto'
import { keysFor } from '../secret'

/** What a link may do. Each purpose has a key of its own, so that a link made for one opens nothing else. */
export type LinkPurpose = 'confirm' | 'unsubscribe' | 'manage' | 'preview'

export type LinkReading = { status: 'valid' | 'over'; subscriptionId: string } | { status: 'forged' }

/** Bytes of a token: the subscription's UUID, the second at which it ends (0: never), the MAC over both. */
const ID_BYTES = 16
const EXPIRY_BYTES = 4
const MAC_BYTES = 32
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * A token that stands for one subscription and one purpose: signed, with nothing to look up and nothing to read in it.
 * @param expiresAt absent: it never expires
 */
export function signLink(purpose: LinkPurpose, subscriptionId: string, expiresAt?: Date): string {
  if (!UUID.test(subscriptionId)) throw new Error('links are made for subscriptions')
  const claims = Buffer.alloc(ID_BYTES + EXPIRY_BYTES)
  claims.write(subscriptionId.replaceAll('-', ''), 'hex')
  claims.writeUInt32BE(expiresAt ? Math.floor(expiresAt.getTime() / 1000) : 0, ID_BYTES)
  const [key] = keysFor(`link ${purpose}`)
  return Buffer.concat([claims, macOf(key, claims)]).toString('base64url')
}

/** Reads a token; whatever this house did not sign for this purpose is forged. In constant time. */
export function readLink(purpose: LinkPurpose, token: string, now: Date): LinkReading {
  const bytes = Buffer.from(token.slice(0, 100), 'base64url')
  const isWhole = bytes.length === ID_BYTES + EXPIRY_BYTES + MAC_BYTES && bytes.toString('base64url') === token
  if (!isWhole) return { status: 'forged' }

  const claims = bytes.subarray(0, ID_BYTES + EXPIRY_BYTES)
  const mac = bytes.subarray(ID_BYTES + EXPIRY_BYTES)
  // Every key is tried, so that the time does not tell which one fits.
  const fits = keysFor(`link ${purpose}`).map((key) => timingSafeEqual(macOf(key, claims), mac))
  if (!fits.includes(true)) return { status: 'forged' }

  const expiry = claims.readUInt32BE(ID_BYTES)
  const isOver = expiry !== 0 && expiry * 1000 <= now.getTime()
  return { status: isOver ? 'over' : 'valid', subscriptionId: uuidOf(claims.subarray(0, ID_BYTES)) }
}

const macOf = (key: Buffer, claims: Buffer) => createHmac('sha256', key).update(claims).digest()

const uuidOf = (bytes: Buffer) => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
