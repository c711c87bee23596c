import { config } from '../../config'
import { db } from '../../database/client'
import { newToken, tokenHash } from '../tokens'

const LIFE_MINUTES = 5

/** Whom a passkey is for: the host of this site (WebAuthn's RP ID), and the origin that must have asked. */
export const party = () => ({ rpID: new URL(config().baseUrl).hostname, origin: config().baseUrl })

/** Writes down what an authenticator is to sign. @returns the token that the browser keeps: only with it can the answer be given */
export async function openChallenge(challenge: string, readerId: string | null, now: Date): Promise<string> {
  const browserToken = newToken()
  const expiresAt = new Date(now.getTime() + LIFE_MINUTES * 60_000)
  await db().passkeyChallenge.create({
    data: { browserHash: tokenHash(browserToken), challenge, readerId, expiresAt },
  })
  return browserToken
}

/** What this browser was to have signed, for this reader or to sign in; of any number of parallel uses one gets it. */
export async function takeChallenge(token: string | null, readerId: string | null, now: Date): Promise<string | null> {
  if (!token) return null
  const [row] = await db().$queryRaw<{ challenge: string }[]>`
    delete from passkey_challenges where browser_hash = ${tokenHash(token)}
      and reader_id is not distinct from ${readerId} and expires_at > ${now}::timestamptz
    returning challenge`
  return row?.challenge ?? null
}
