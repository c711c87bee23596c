import { readCookie, setCookie } from '../accounts/cookies'
import { keyedHash, keyedHashes, sameHash } from '../accounts/tokens'

/** Who confirms at once does so in this time; later, a tick is asked for. */
const ASKED_LIFE_SECONDS = 3_600

const PURPOSE = 'asked here'

/**
 * A `Set-Cookie` line by which this browser is known, for an hour, as the one that asked for a digest to this address. The
 * address does not stand in it, and it looks alike for every address, known here or not.
 */
export function askedHereCookie(email: string, now: Date): string {
  const expires = String(now.getTime() + ASKED_LIFE_SECONDS * 1000)
  const signature = Buffer.from(keyedHash(PURPOSE, `${expires} ${email}`)).toString('base64url')
  return setCookie('asked', `${expires}.${signature}`, ASKED_LIFE_SECONDS)
}

/** Whether this browser asked for a digest to this address within the last hour. */
export function wasAskedHere(request: Request, email: string, now: Date): boolean {
  const [expires = '', signature = ''] = (readCookie(request, 'asked') ?? '').split('.')
  const given = Buffer.from(signature, 'base64url')
  const isOurs = keyedHashes(PURPOSE, `${expires} ${email}`).some((expected) => sameHash(expected, given))
  return isOurs && Number(expires) > now.getTime()
}
