import type { Prisma } from '@/generated/prisma/client'
import { resetLimit } from '../accounts/limits'
import { verifyAddress } from '../accounts/verify-address'
import { db } from '../database/client'
import { CONFIRMS_PER_ADDRESS } from './limits'
import type { ScheduleForm } from './request'
import { nextSlot } from './slots'

/** What a subscriber's page shows. */
export interface SubscriptionRecord {
  id: string
  readerId: string
  view: string
  hour: number
  zone: string
  state: 'pending' | 'active' | 'paused' | 'unsubscribed'
  /** Null unless active. */
  nextDueAt: Date | null
}

const record = { id: true, readerId: true, view: true, hour: true, zone: true, state: true, nextDueAt: true } as const

/** A subscription as it is now; null when it was never confirmed and is gone by now. */
export const findSubscription = (id: string): Promise<SubscriptionRecord | null> =>
  db().subscription.findUnique({ where: { id }, select: record })

export type ConfirmOutcome = 'confirmed' | 'confirmed-before' | 'unsubscribed' | 'gone'

/** The reader wants it: mails come from the next slot on. Done twice, it changes nothing the second time. */
export async function confirm(id: string, schedule: ScheduleForm, now: Date): Promise<ConfirmOutcome> {
  const outcome = await db().$transaction((tx) => confirmInside(tx, id, schedule, now))
  if (outcome === 'confirmed') await forgiveAsking(id)
  return outcome
}

/** The same inside the caller's transaction. */
export async function confirmInside(
  tx: Prisma.TransactionClient,
  id: string,
  { hour, zone }: ScheduleForm,
  now: Date,
): Promise<ConfirmOutcome> {
  const nextDueAt = nextSlot({ hour, zone }, now)
  const { count } = await tx.subscription.updateMany({
    where: { id, state: 'pending' },
    data: { state: 'active', hour, zone, confirmedAt: now, unsubscribedAt: null, nextDueAt },
  })
  if (count === 1) {
    await verifyAddress(tx, { subscriptions: { some: { id } } }, now)
    return 'confirmed'
  }
  const found = await tx.subscription.findUnique({ where: { id }, select: { state: true } })
  if (!found) return 'gone'
  return found.state === 'unsubscribed' ? 'unsubscribed' : 'confirmed-before'
}

/** No mail after this, also none that a sender holds already. Done twice, it changes nothing the second time. */
export async function unsubscribe(id: string, now: Date): Promise<void> {
  await db().subscription.updateMany({
    where: { id, state: { not: 'unsubscribed' } },
    data: { state: 'unsubscribed', unsubscribedAt: now, nextDueAt: null },
  })
}

/** No mail until it is resumed. */
export async function pause(id: string): Promise<void> {
  await db().subscription.updateMany({ where: { id, state: 'active' }, data: { state: 'paused', nextDueAt: null } })
}

/** Mails come again from the next slot on; what was missed is not sent. */
export async function resume(id: string, now: Date): Promise<void> {
  const found = await findSubscription(id)
  if (!found) return
  const nextDueAt = nextSlot(found, now)
  await db().subscription.updateMany({ where: { id, state: 'paused' }, data: { state: 'active', nextDueAt } })
}

/** Another hour, another zone: mails come from the next such slot on. */
export async function reschedule(id: string, { hour, zone }: ScheduleForm, now: Date): Promise<void> {
  await db().$transaction([
    db().subscription.updateMany({ where: { id, state: 'paused' }, data: { hour, zone } }),
    db().subscription.updateMany({
      where: { id, state: 'active' },
      data: { hour, zone, nextDueAt: nextSlot({ hour, zone }, now) },
    }),
  ])
}

/** Who confirmed did want the mail, and may ask for another today: after leaving, or for another list. */
async function forgiveAsking(id: string): Promise<void> {
  const found = await db().subscription.findUnique({ where: { id }, select: { reader: { select: { email: true } } } })
  if (found) await resetLimit(CONFIRMS_PER_ADDRESS, found.reader.email)
}
