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
 * is counted, anything else is written down. Safe to repeat, and beside itself.
 */
export async function actOnReport(report: Report, now: Date): Promise<Reaction> {
  switch (report.kind) {
    case 'nothing':
      return { status: 'nothing', why: report.reason }
    case 'unsubscribe':
      return unsubscribeBy(report.about.deliveryId, now)
    case 'complaint': {
      const { deliveryId } = report.about
      if (!(await suppressRecipientOf(deliveryId, { reason: 'complained', detail: report.detail }, now)))
        return { status: 'nothing', why: 'forgotten' }
      await note(deliveryId, 'complaint', report.detail, now)
      return { status: 'suppressed', why: 'complained' }
    }
    case 'bounce':
      return actOnBounce(report, now)
  }
}

async function actOnBounce(report: Extract<Report, { kind: 'bounce' }>, now: Date): Promise<Reaction> {
  const { about, recipient, status, detail } = report
  const verdict = judgeBounce(status)
  if (verdict === 'gone') {
    const cause = { reason: 'bounced', detail } as const
    // The ledger may have forgotten the mail; that it went to this address is proved by its token.
    const address = EmailAddress.safeParse(recipient)
    if (!(await suppressRecipientOf(about.deliveryId, cause, now)) && address.success)
      await suppress(address.data, cause, now)
  }
  const isNew = await note(about.deliveryId, verdict, detail, now)
  if (verdict === 'gone') return { status: 'suppressed', why: 'bounced' }
  if (!isNew) return { status: 'known' }
  const isGivenUp = verdict === 'full' && (await recordSoftBounce(about.deliveryId, detail, now))
  return isGivenUp ? { status: 'suppressed', why: 'bounced' } : { status: 'noted', why: verdict }
}

async function unsubscribeBy(deliveryId: string, now: Date): Promise<Reaction> {
  const delivery = await db().delivery.findUnique({ where: { id: deliveryId }, select: { subscriptionId: true } })
  if (!delivery?.subscriptionId) return { status: 'nothing', why: 'forgotten' }
  await unsubscribe(delivery.subscriptionId, now)
  return { status: 'unsubscribed' }
}

/** @returns false when the same was said of this mail before */
async function note(deliveryId: string, kind: string, detail: string, now: Date): Promise<boolean> {
  const { count } = await db().bounce.createMany({
    data: [{ deliveryId, kind, detail, at: now }],
    skipDuplicates: true,
  })
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
