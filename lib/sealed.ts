import { createHmac, timingSafeEqual } from 'node:crypto'
import { keysFor } from './secret'

/** How a kind of token is made. Each purpose has a key of its own, so that a token made for one opens nothing else. */
export interface Seal {
  /** A constant. */
  purpose: string
  claimOctets: number
  /** Of HMAC-SHA256, from its beginning; sixteen are enough where a mail holds many of them (RFC 2104, 5). */
  macOctets: number
}

/**
 * A token that says something and is signed, with nothing to look up; safe in addresses and forms.
 * @param about what it is good for beside its claims, and does not carry
 */
export const seal = ({ purpose, macOctets }: Seal, claims: Buffer, about = ''): string =>
  Buffer.concat([claims, macOf(keysFor(purpose)[0], claims, about).subarray(0, macOctets)]).toString('base64url')

/** The claims of a token; null when this house did not make it, for this. Any text is taken. In constant time. */
export function unseal({ purpose, claimOctets, macOctets }: Seal, token: string, about = ''): Buffer | null {
  const octets = Buffer.from(token.slice(0, 100), 'base64url')
  if (octets.length !== claimOctets + macOctets || octets.toString('base64url') !== token) return null
  const [claims, mac] = [octets.subarray(0, claimOctets), octets.subarray(claimOctets)]
  // Every key is tried, so that the time does not tell which one fits.
  const fits = keysFor(purpose).map((key) => timingSafeEqual(macOf(key, claims, about).subarray(0, macOctets), mac))
  return fits.includes(true) ? claims : null
}

const macOf = (key: Buffer, claims: Buffer, about: string) =>
  createHmac('sha256', key).update(claims).update(about).digest()
