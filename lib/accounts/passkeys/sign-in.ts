import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server'
import type { z } from 'zod'
import { Prisma } from '@/generated/prisma/client'
import { db } from '../../database/client'
import { isAdmitted } from '../../entrance/admitted'
import { log } from '../../log'
import { type Browser, type SignedIn, startSession } from '../start-session'
import { openChallenge, party, takeChallenge } from './challenges'
import type { Assertion } from './door'

/** Asks whichever passkey of this site the browser has; the answer is the same whoever asks. */
export async function askWithPasskey(now: Date) {
  const options = await generateAuthenticationOptions({ rpID: party().rpID, userVerification: 'required' })
  return { options, browserToken: await openChallenge(options.challenge, null, now) }
}

interface Signing {
  answer: z.output<typeof Assertion>
  browserToken: string | null
  browser: Browser
}

/** Signs in whoever holds a passkey; null for an answer that is none to our question, or of a passkey that is not known here. */
export async function signInWithPasskey(
  { answer, browserToken, browser }: Signing,
  now: Date,
): Promise<SignedIn | null> {
  const expectedChallenge = await takeChallenge(browserToken, null, now)
  const [row] = await db().$queryRaw<
    { publicKey: Uint8Array<ArrayBuffer>; counter: bigint; email: string; readerId: string }[]
  >`select k.public_key as "publicKey", k.counter, r.email, r.id as "readerId" from passkeys k join readers r on r.id = k.reader_id
    where k.id = ${answer.id} and ${isAdmitted(Prisma.sql`r.email`)}`
  if (!expectedChallenge || !row) return null
  const { rpID, origin } = party()
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    credential: { id: answer.id, publicKey: new Uint8Array(row.publicKey), counter: Number(row.counter) },
    // The library throws for whatever is not as it must be, a counter that went back among it.
  }).catch(() => null)
  if (!verified?.verified) return null
  return db().$transaction(async (tx) => {
    // Of two answers at once that tell the same count, one is a copy.
    const counter = BigInt(verified.authenticationInfo.newCounter)
    const counted = await tx.passkey.updateMany({
      where: { id: answer.id, counter: row.counter },
      data: { counter, usedAt: now },
    })
    if (counted.count === 0) return null
    log.info({ event: 'signed in', reader: row.readerId, by: 'passkey' })
    return startSession(tx, row.email, browser, now)
  })
}
