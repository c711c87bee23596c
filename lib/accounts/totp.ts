import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const STEP_SECONDS = 30
const DIGITS = 6
/** Steps before and after now whose codes are taken: clocks of telephones differ, and typing takes time (RFC 6238, 5.2). */
const TOLERANCE_STEPS = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A secret for an authenticator app: 160 random bits, as RFC 4226 recommends. */
export const newTotpSecret = (): Buffer => randomBytes(20)

/** The time step of an instant. */
export const totpStep = (now: Date): number => Math.floor(now.getTime() / 1000 / STEP_SECONDS)

/** The code of one time step: TOTP (RFC 6238) with SHA-1 and six digits, which is what every app speaks. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac.readUInt8(mac.length - 1) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** DIGITS).padStart(DIGITS, '0')
}

/**
 * The time step for which this code is right, of those near now; null when there is none.
 * @param typed spaces are forgiven
 */
export function matchTotp(secret: Uint8Array, typed: string, now: Date): number | null {
  const code = typed.slice(0, 32).replace(/\s/g, '')
  if (!/^[0-9]{6}$/.test(code)) return null
  const here = totpStep(now)
  const near = Array.from({ length: 2 * TOLERANCE_STEPS + 1 }, (_, index) => here - TOLERANCE_STEPS + index)
  return near.find((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code))) ?? null
}

/** The address that a QR code hands to an authenticator app (the de-facto "Key URI Format"). */
export function totpUri(secret: Uint8Array, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer.replaceAll(':', ' '))}:${encodeURIComponent(account)}`
  const query = {
    secret: base32(secret),
    issuer,
    algorithm: 'SHA1',
    digits: String(DIGITS),
    period: String(STEP_SECONDS),
  }
  // encodeURIComponent, not URLSearchParams: apps show the + of a form encoding.
  const fields = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `otpauth://totp/${label}?${fields.join('&')}`
}

/** RFC 4648's base 32 without padding, as apps take a typed secret. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('')
}
