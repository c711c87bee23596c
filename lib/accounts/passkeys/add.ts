import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { z } from 'zod'
import { config } from '../../config'
import { db } from '../../database/client'
import { log } from '../../log'
import { openChallenge, party, takeChallenge } from './challenges'
import type { Registration } from './door'

const MOST_PASSKEYS = 20

/** Asks a reader's authenticator for a new passkey: one that is found without a name, and that makes sure who holds it. */
export async function askForPasskey(reader: { id: string; email: string }, now: Date) {
  const known = await db().passkey.findMany({ where: { readerId: reader.id }, select: { id: true } })
  const options = await generateRegistrationOptions({
    rpName: config().siteName,
    rpID: party().rpID,
    userName: reader.email,
    userID: new Uint8Array(Buffer.from(reader.id)),
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  return { options, browserToken: await openChallenge(options.challenge, reader.id, now) }
}

export type AddOutcome = 'added' | 'refused' | 'full'

interface Adding {
  answer: z.output<typeof Registration>
  name: string
  browserToken: string | null
}

/** Keeps the passkey that an authenticator made for this reader, when its answer is one to our question. */
export async function addPasskey(
  readerId: string,
  { answer, name, browserToken }: Adding,
  now: Date,
): Promise<AddOutcome> {
  const expectedChallenge = await takeChallenge(browserToken, readerId, now)
  if (!expectedChallenge) return 'refused'
  const { rpID, origin } = party()
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: rpID,
    // The library throws for whatever is not as it must be.
  }).catch(() => null)
  if (!verified?.verified) return 'refused'
  if ((await db().passkey.count({ where: { readerId } })) >= MOST_PASSKEYS) return 'full'
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential
  const { count } = await db().passkey.createMany({
    data: { id, readerId, publicKey: new Uint8Array(publicKey), counter, transports, name, createdAt: now },
    skipDuplicates: true,
  })
  if (count > 0) log.info({ event: 'passkey added', reader: readerId })
  return count > 0 ? 'added' : 'refused'
}
