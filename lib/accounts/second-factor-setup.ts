import type { Prisma } from '@/generated/prisma/client'
import { config } from '../config'
import { db } from '../database/client'
import { log } from '../log'
import { resetLimit, takeFrom } from './limits'
import { renewRecoveryCodes } from './recovery-codes'
import { seal, unseal } from './sealed'
import { elevateSession, TOTP_PURPOSE } from './second-factor'
import type { Session } from './session'
import { SECOND_FACTOR_TRIES } from './sign-in-limits'
import { base32, matchTotp, newTotpSecret, totpUri } from './totp'

/** How long a set-up that was begun can be confirmed. */
export const SETUP_LIFE_MINUTES = 30

/** What an authenticator app is to be given. */
export interface Setup {
  /** For the QR code. */
  uri: string
  /** To be typed where no camera is. */
  secret: string
}

export type SetupOutcome =
  /** The session is an admin's and has a new token; the recovery codes are shown now and never again. */
  { status: 'confirmed'; sessionToken: string; recoveryCodes: string[] } | { status: 'refused' }

/**
 * Begins to set up an authenticator app, in place of one that was begun before. What is in force stays in force. Who has a
 * second factor must have shown it in this session; an address alone sets up only the first.
 */
export async function beginSetup(session: Session, now: Date): Promise<{ status: 'begun' | 'refused' }> {
  const { id: sessionId, reader } = session
  if (!(await maySetUp(db(), session))) return { status: 'refused' }
  const setup = { secret: seal(TOTP_PURPOSE, reader.id, newTotpSecret()), sessionId, createdAt: now }
  await db().secondFactorSetup.upsert({
    where: { readerId: reader.id },
    create: { readerId: reader.id, ...setup },
    update: setup,
  })
  log.info({ event: 'second factor set-up begun', reader: reader.id })
  return { status: 'begun' }
}

/** The set-up that this very session began, or null. Changes nothing. */
export async function findSetup({ id: sessionId, reader }: Session, now: Date): Promise<Setup | null> {
  const setup = await db().secondFactorSetup.findFirst({ where: { readerId: reader.id, sessionId, ...fresh(now) } })
  if (!setup) return null
  const secret = unseal(TOTP_PURPOSE, reader.id, setup.secret)
  return secret && { uri: totpUri(secret, reader.email, config().siteName), secret: base32(secret) }
}

/** Puts the new app in force with its first code. Every other session of this reader loses an admin's rights. */
export async function confirmSetup(session: Session, typed: string, now: Date): Promise<SetupOutcome> {
  const { reader } = session
  if (!(await takeFrom(SECOND_FACTOR_TRIES, reader.id)).allowed) return { status: 'refused' }
  const outcome = await db().$transaction((tx) => confirm(tx, session, typed, now))
  if (outcome.status === 'confirmed') await resetLimit(SECOND_FACTOR_TRIES, reader.id)
  log.info({ event: `second factor set-up ${outcome.status}`, reader: reader.id })
  return outcome
}

async function confirm(
  tx: Prisma.TransactionClient,
  session: Session,
  typed: string,
  now: Date,
): Promise<SetupOutcome> {
  const { id: sessionId, reader } = session
  const setup = await tx.secondFactorSetup.findFirst({ where: { readerId: reader.id, sessionId, ...fresh(now) } })
  const secret = setup && unseal(TOTP_PURPOSE, reader.id, setup.secret)
  const step = secret && matchTotp(secret, typed, now)
  if (!secret || step === null || !(await maySetUp(tx, session))) return { status: 'refused' }

  // Deleted only as it was read: a set-up that another session began meanwhile is not confirmed by this code.
  const { count } = await tx.secondFactorSetup.deleteMany({ where: { readerId: reader.id, secret: setup.secret } })
  if (count === 0) return { status: 'refused' }
  const factor = { secret: seal(TOTP_PURPOSE, reader.id, secret), createdAt: now, lastStep: step }
  await tx.secondFactor.upsert({
    where: { readerId: reader.id },
    create: { readerId: reader.id, ...factor },
    update: factor,
  })
  await tx.session.updateMany({
    where: { readerId: reader.id, id: { not: sessionId } },
    data: { secondFactorAt: null },
  })
  const recoveryCodes = await renewRecoveryCodes(tx, reader.id)
  return { status: 'confirmed', sessionToken: await elevateSession(tx, sessionId, now), recoveryCodes }
}

async function maySetUp(tx: Prisma.TransactionClient, { mayBeAdmin, reader }: Session): Promise<boolean> {
  if (!mayBeAdmin || reader.isAdmin) return mayBeAdmin
  return (await tx.secondFactor.findUnique({ where: { readerId: reader.id }, select: { readerId: true } })) === null
}

const fresh = (now: Date) => ({ createdAt: { gt: new Date(now.getTime() - SETUP_LIFE_MINUTES * 60_000) } })
