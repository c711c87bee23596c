import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { log } from '../log'
import { resetLimit, takeFrom } from './limits'
import { spendRecoveryCode } from './recovery-codes'
import { seal, unseal } from './sealed'
import type { Session } from './session'
import { SECOND_FACTOR_TRIES } from './sign-in-limits'
import { newToken, tokenHash } from './tokens'
import { matchTotp } from './totp'

/** HKDF purpose of the key that seals the apps' secrets. */
export const TOTP_PURPOSE = 'totp'

/** `passed`: the session is an admin's, and has a new token from now on. */
export type SecondFactorOutcome =
  | { status: 'passed'; sessionToken: string }
  | { status: 'wrong' }
  | { status: 'locked'; retryAfterSeconds: number }

/** Whether this reader has an authenticator app in force, and how many recovery codes are left. */
export async function findSecondFactor(readerId: string): Promise<{ recoveryCodesLeft: number } | null> {
  const factor = await db().secondFactor.findUnique({ where: { readerId }, select: { readerId: true } })
  return factor && { recoveryCodesLeft: await db().recoveryCode.count({ where: { readerId } }) }
}

/**
 * Takes the code of the app, or a recovery code, and makes the session an admin's. Each code works once; after five wrong ones
 * in a quarter of an hour none does for the rest of it.
 */
export async function showSecondFactor(session: Session, typed: string, now: Date): Promise<SecondFactorOutcome> {
  const { mayBeAdmin, reader } = session
  if (!mayBeAdmin) return { status: 'wrong' }
  const tried = await takeFrom(SECOND_FACTOR_TRIES, reader.id)
  if (!tried.allowed) {
    log.warn({ event: 'second factor locked', reader: reader.id })
    return { status: 'locked', retryAfterSeconds: tried.retryAfterSeconds }
  }

  const sessionToken = await db().$transaction(async (tx) =>
    (await fits(tx, reader.id, typed, now)) ? elevateSession(tx, session.id, now) : null,
  )
  log.info({ event: sessionToken ? 'second factor passed' : 'second factor wrong', reader: reader.id })
  if (!sessionToken) return { status: 'wrong' }
  await resetLimit(SECOND_FACTOR_TRIES, reader.id)
  return { status: 'passed', sessionToken }
}

/** Gives the session an admin's rights and a new token: whoever knew the old one has nothing (OWASP ASVS 7.2.4). */
export async function elevateSession(tx: Prisma.TransactionClient, sessionId: string, now: Date): Promise<string> {
  const sessionToken = newToken()
  await tx.session.update({
    where: { id: sessionId },
    data: { tokenHash: tokenHash(sessionToken), secondFactorAt: now, lastSeenAt: now },
  })
  return sessionToken
}

async function fits(tx: Prisma.TransactionClient, readerId: string, typed: string, now: Date): Promise<boolean> {
  const factor = await tx.secondFactor.findUnique({ where: { readerId } })
  if (!factor) return false
  const secret = unseal(TOTP_PURPOSE, readerId, factor.secret)
  const step = secret && matchTotp(secret, typed, now)
  if (!secret || step === null) return spendRecoveryCode(tx, readerId, typed)
  // Only a step later than any before, so that a code that was seen cannot be used again, also not at the same moment.
  // Sealed again with the newest key, so that what is used outlives a rotation of SECRET.
  const { count } = await tx.secondFactor.updateMany({
    where: { readerId, secret: factor.secret, lastStep: { lt: step } },
    data: { lastStep: step, secret: seal(TOTP_PURPOSE, readerId, secret) },
  })
  return count === 1
}
