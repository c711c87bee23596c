import { randomUUID } from 'node:crypto'
import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { isAdmitted } from '../entrance/admitted'
import { enqueueMail } from '../outbox/enqueue'
import { absolute, paths } from '../paths'
import { takeFromAll } from './limits'
import { ASKS_ALTOGETHER, ASKS_PER_NETWORK, forNetwork, MAILS_FROM_NETWORK, MAILS_TO_ADDRESS } from './sign-in-limits'
import { keyedHash, newToken, tokenHash } from './tokens'
import { newTypedCode, SIGN_IN_CODE_LENGTH, showTypedCode } from './typed-code'

/** How long a code and a link can be used (OWASP ASVS 6.5.5). */
export const REQUEST_LIFE_MINUTES = 10

/** HMAC purpose of the codes; what is hashed is `id:code`, so that a code is worth nothing for another request. */
export const CODE_PURPOSE = 'sign-in code'

export interface Asking {
  /** As `EmailAddress` gives it. */
  email: string
  /** As `backPath` gives it. */
  back: string
  /** As `networkOf` gives it. */
  network: string
  /** The token that this browser keeps of an asking before. */
  heldToken: string | null
}

export type AskOutcome =
  /** The browser keeps the token: only with it can the sign-in be finished. */
  { status: 'asked'; browserToken: string } | { status: 'busy'; retryAfterSeconds: number }

/**
 * Somebody wants to sign in with this address. Mails a code and a link, unless the address had its fill of mails lately or does not
 * belong to the site: the outcome is the same then, as it is for an address that was never seen. The newest request of an address replaces the one before.
 */
export async function askToSignIn({ email, back, network, heldToken }: Asking, now: Date): Promise<AskOutcome> {
  const allowance = await takeFromAll([
    [forNetwork(ASKS_PER_NETWORK, network), network],
    [ASKS_ALTOGETHER, ''],
  ])
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }

  const browserToken = newToken()
  const mailable = await takeFromAll([
    ...MAILS_FROM_NETWORK.map((limit) => [limit, `${email} ${network}`] as const),
    ...MAILS_TO_ADDRESS.map((limit) => [limit, email] as const),
  ])
  if (mailable.allowed && (await belongs(email)))
    await db().$transaction((tx) => openRequest(tx, { email, back, browserToken }, now))
  else if (heldToken) await handOn(email, heldToken, browserToken)
  return { status: 'asked', browserToken }
}

/** Whether this address may sign in at all. */
async function belongs(email: string): Promise<boolean> {
  const [row] = await db().$queryRaw<{ belongs: boolean }[]>`select ${isAdmitted(Prisma.sql`${email}`)} as belongs`
  return row?.belongs ?? false
}

/** The browser that asked for the last mail gets a new token like every other; what was mailed stays good there. */
async function handOn(email: string, heldToken: string, browserToken: string): Promise<void> {
  await db().signInRequest.updateMany({
    where: { email, browserHash: tokenHash(heldToken) },
    data: { browserHash: tokenHash(browserToken) },
  })
}

async function openRequest(
  tx: Prisma.TransactionClient,
  { email, back, browserToken }: { email: string; back: string; browserToken: string },
  now: Date,
): Promise<void> {
  const id = randomUUID()
  const code = newTypedCode(SIGN_IN_CODE_LENGTH)
  const linkToken = newToken()
  const request = {
    id,
    codeHash: keyedHash(CODE_PURPOSE, `${id}:${code}`),
    linkHash: tokenHash(linkToken),
    browserHash: tokenHash(browserToken),
    back,
    tries: 0,
    createdAt: now,
    expiresAt: new Date(now.getTime() + REQUEST_LIFE_MINUTES * 60_000),
  }
  await tx.signInRequest.upsert({ where: { email }, create: { email, ...request }, update: request })
  const content = { code: showTypedCode(code), url: absolute(paths.signInLink(linkToken)) }
  await enqueueMail(tx, { kind: 'sign-in', recipient: email, content }, now)
}
