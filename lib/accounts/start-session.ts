import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { banAgain } from './ban-again'
import { deviceOf } from './device'
import { newToken, tokenHash } from './tokens'
import { verifyAddress } from './verify-address'

/** The browser that signs in. */
export interface Browser {
  userAgent: string | null
  /** The session that it had until now: it ends, whoever it belonged to. */
  oldSessionToken: string | null
}

/** Who signed in, and the token that their browser keeps. */
export interface SignedIn {
  reader: { id: string; email: string; createdAt: Date }
  sessionToken: string
}

/**
 * Signs the owner of a proven address in: makes the reader at the first time, and always a session of its own with a token
 * that no browser has seen before, so that none can be planted (session fixation).
 */
export async function startSession(
  tx: Prisma.TransactionClient,
  email: string,
  { userAgent, oldSessionToken }: Browser,
  now: Date,
): Promise<SignedIn> {
  await verifyAddress(tx, { email }, now)
  const reader = await tx.reader.upsert({
    where: { email },
    create: { id: randomUUID(), email, emailVerified: true, createdAt: now, updatedAt: now },
    update: {},
    select: { id: true, email: true, createdAt: true },
  })
  await banAgain(tx, reader, now)
  await tx.invitation.updateMany({ where: { email, acceptedAt: null }, data: { acceptedAt: now } })
  if (oldSessionToken) await tx.session.deleteMany({ where: { tokenHash: tokenHash(oldSessionToken) } })
  const sessionToken = newToken()
  await tx.session.create({
    data: {
      tokenHash: tokenHash(sessionToken),
      readerId: reader.id,
      device: deviceOf(userAgent),
      createdAt: now,
      lastSeenAt: now,
    },
  })
  return { reader, sessionToken }
}
