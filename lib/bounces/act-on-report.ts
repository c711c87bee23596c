import type { Prisma } from '@/generated/prisma/client'
import { EmailAddress } from '../accounts/email-address'
import { db } from '../database/client'
import { unsubscribe } from '../subscriptions/changes'
import { recordSoftBounce } from '../suppression/soft-bounces'
import { suppress, suppressRecipientOf } from '../suppression/suppress'
import { judgeBounce, type NothingReason, type Report } from './report'

/** What was done about a message that came back. */
export type Reaction =
  /** The address gets no more mail. */
  | { status: 'suppressed'; why: 'bounced' | 'complained' }
  /** Written down; the address keeps getting mail. */
  | { status: 'noted'; why: 'full' | 'other' }
  | { status: 'unsubscribed' }
  /** It was read before: reports come twice. */
  | { status: 'known' }
  | { status: 'nothing'; why: NothingReason | 'forgotten' }

/**
 * Acts on a report, once per mail and kind: a complaint or a missing mailbox suppresses the address at once, a full mailbox
 * is counted, anything else is written down. What was said before changes nothing: an operator may have lifted what it led to. All
 * of it or nothing; safe to repeat, and beside itself.
 */
export async function actOnReport(report: Report, now: Date): Promise<Reaction> {
  switch (report.kind) {
    case 'nothing':
      return { status: 'nothing', why: report.reason }
    case 'unsubscribe':
      return unsubscribeBy(report.of, now)
    case 'complaint':
      return db().$transaction((tx) => actOnComplaint(tx, report, now))
    case 'bounce':
      return db().$transaction((tx) => actOnBounce(tx, report, now))
  }
}

type Of<Kind extends Report['kind']> = Extract<Report, { kind: Kind }>

async function actOnComplaint(
  tx: Prisma.TransactionClient,
  { about: { deliveryId }, detail }: Of<'complaint'>,
  now: Date,
): Promise<Reaction> {
  if (!(await note(tx, deliveryId, 'complaint', detail, now))) return { status: 'known' }
  const isKnown = await suppressRecipientOf(deliveryId, { reason: 'complained', detail }, now, tx)
  return isKnown ? { status: 'suppressed', why: 'complained' } : { status: 'nothing', why: 'forgotten' }
}

async function actOnBounce(
  tx: Prisma.TransactionClient,
  { about: { deliveryId }, recipient, status, detail }: Of<'bounce'>,
  now: Date,
): Promise<Reaction> {
  const verdict = judgeBounce(status)
  if (!(await note(tx, deliveryId, verdict, detail, now))) return { status: 'known' }
  if (verdict === 'gone') {
    const cause = { reason: 'bounced', detail } as const
    // The ledger may have forgotten the mail; that it went to this address is proved by its token.
    const address = EmailAddress.safeParse(recipient)
    if (!(await suppressRecipientOf(deliveryId, cause, now, tx)) && address.success)
      await suppress(address.data, cause, now, tx)
    return { status: 'suppressed', why: 'bounced' }
  }
  const isGivenUp = verdict === 'full' && (await recordSoftBounce(deliveryId, detail, now, tx))
  return isGivenUp ? { status: 'suppressed', why: 'bounced' } : { status: 'noted', why: verdict }
}

async function unsubscribeBy(of: Of<'unsubscribe'>['of'], now: Date): Promise<Reaction> {
  const subscriptionId = 'subscriptionId' in of ? of.subscriptionId : await subscriptionOf(of.deliveryId)
  if (!subscriptionId) return { status: 'nothing', why: 'forgotten' }
  await unsubscribe(subscriptionId, now)
  return { status: 'unsubscribed' }
}

async function subscriptionOf(deliveryId: string): Promise<string | null> {
  const delivery = await db().delivery.findUnique({ where: { id: deliveryId }, select: { subscriptionId: true } })
  return delivery?.subscriptionId ?? null
}

/** @returns false when the same was said of this mail before */
async function note(
  tx: Prisma.TransactionClient,
  deliveryId: string,
  kind: string,
  detail: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.bounce.createMany({ data: [{ deliveryId, kind, detail, at: now }], skipDuplicates: true })
  return count === 1
}

/** Forgets what came back long ago; whom it suppressed stays suppressed. A job's work, safe at any time. */
export async function purgeBounces(now: Date): Promise<number> {
  const { count } = await db().bounce.deleteMany({
    where: { at: { lt: new Date(now.getTime() - KEPT_DAYS * DAY_MS) } },
  })
  return count
}

/** As long as the ledger keeps a digest. */
const KEPT_DAYS = 90
const DAY_MS = 24 * 3_600_000
