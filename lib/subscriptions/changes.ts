import { Prisma } from '@/generated/prisma/client'
import { banAgain } from '../accounts/ban-again'
import { resetLimit } from '../accounts/limits'
import { mailboxOf } from '../accounts/mailbox-of'
import { verifyAddress } from '../accounts/verify-address'
import { db } from '../database/client'
import { type AskedAnew, askedFor, parseAskedAnew } from './asked-anew'
import { slotAfterChange } from './change-slot'
import { holdDigests } from './hold-digests'
import { CONFIRMS_PER_ADDRESS, MOST_DIGESTS } from './limits'
import { type ChangeForm, SHAPES, type Shape, USUAL } from './request'
import { nextSlot, type Schedule } from './slots'
import { welcome } from './welcome'

/** What a subscriber's page shows. */
export interface SubscriptionRecord extends Schedule {
  id: string
  readerId: string
  view: string
  /** The reader's own; null: the title of the list. */
  name: string | null
  /** The most that one mail brings. */
  papers: number
  shape: Shape
  state: 'pending' | 'active' | 'paused' | 'unsubscribed'
  /** Paused, it comes back by itself then; null: when the reader says so. */
  pausedUntil: Date | null
  /** Null unless active. */
  nextDueAt: Date | null
  /** The rhythm by which the next issue alone looks back, after a change; null: its own. */
  lookback: string | null
  /** Left, and asked for anew: what was wished for, until the reader confirms it. */
  asked: AskedAnew | null
}

const record = {
  id: true,
  readerId: true,
  view: true,
  name: true,
  rhythm: true,
  hour: true,
  zone: true,
  papers: true,
  shape: true,
  state: true,
  pausedUntil: true,
  nextDueAt: true,
  lookback: true,
  asked: true,
} as const

const recordOf = (row: Prisma.SubscriptionGetPayload<{ select: typeof record }>): SubscriptionRecord => ({
  ...row,
  shape: shapeOf(row.shape),
  asked: parseAskedAnew(row.asked),
})

/** A subscription as it is now; null when it was never confirmed and is gone by now. */
export async function findSubscription(id: string): Promise<SubscriptionRecord | null> {
  const row = await db().subscription.findUnique({ where: { id }, select: record })
  return row && recordOf(row)
}

/** All that a reader confirmed and did not leave, the oldest first. */
export async function listSubscriptions(readerId: string): Promise<SubscriptionRecord[]> {
  const rows = await db().subscription.findMany({
    where: { readerId, state: { in: ['active', 'paused'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: record,
  })
  return rows.map(recordOf)
}

/** Where a reader's mails go; null: there is no such reader any more. */
export async function findAddress(readerId: string): Promise<string | null> {
  const reader = await db().reader.findUnique({ where: { id: readerId }, select: { email: true } })
  return reader?.email ?? null
}

/** `taken`: the reader has this list in this rhythm already. `full`: they have as many digests as one can have. */
export type ConfirmOutcome = 'confirmed' | 'confirmed-before' | 'unsubscribed' | 'gone' | 'taken' | 'full'

/** The reader wants it: mails come from the next slot on. Done twice, it changes nothing the second time. */
export async function confirm(id: string, wishes: ChangeForm, now: Date): Promise<ConfirmOutcome> {
  const outcome = await db().$transaction((tx) => confirmInside(tx, id, wishes, now))
  if (outcome === 'confirmed') await forgiveAsking(id)
  return outcome
}

/** The same inside the caller's transaction. */
export async function confirmInside(
  tx: Prisma.TransactionClient,
  id: string,
  wishes: ChangeForm,
  now: Date,
): Promise<ConfirmOutcome> {
  const found = await lockSubscription(tx, id)
  if (!found) return 'gone'
  const asked = askedFor(found)
  if (!asked) return found.state === 'unsubscribed' ? 'unsubscribed' : 'confirmed-before'
  if (await isTaken(tx, asked, wishes.rhythm)) return 'taken'
  if (!(await hasRoom(tx, asked.readerId))) return 'full'
  const { name, hour, zone, papers, shape } = asked
  await tx.subscription.update({
    where: { id },
    data: {
      ...{ name, hour, zone, papers, shape },
      ...wishes,
      state: 'active',
      confirmedAt: now,
      unsubscribedAt: null,
      asked: Prisma.DbNull,
      askedAt: null,
      nextDueAt: nextSlot(scheduleOf(asked, wishes), now),
    },
  })
  await verifyAddress(tx, { subscriptions: { some: { id } } }, now)
  const reader = await tx.reader.findUniqueOrThrow({ where: { id: asked.readerId }, select: { id: true, email: true } })
  await banAgain(tx, reader, now)
  await welcome(tx, id, now)
  return 'confirmed'
}

/** The subscription as it is, and stays until the transaction ends: its reader confirms one at a time. */
async function lockSubscription(tx: Prisma.TransactionClient, id: string): Promise<SubscriptionRecord | null> {
  await tx.$executeRaw`
    select from readers where id = (select reader_id from subscriptions where id = ${id}::uuid) for no key update`
  const row = await tx.subscription.findUnique({ where: { id }, select: record })
  return row && recordOf(row)
}

/** Whether a reader may have one digest more. */
const hasRoom = async (tx: Prisma.TransactionClient, readerId: string): Promise<boolean> =>
  (await tx.subscription.count({ where: { readerId, state: { in: ['active', 'paused'] } } })) < MOST_DIGESTS

/** No mail after this, also none that a sender holds already. Done twice, it changes nothing the second time. */
export async function unsubscribe(id: string, now: Date): Promise<void> {
  await db().subscription.updateMany({
    where: { id, state: { not: 'unsubscribed' } },
    data: { state: 'unsubscribed', unsubscribedAt: now, nextDueAt: null, lookback: null },
  })
}

/** The same of every list that a reader is subscribed to. */
export async function unsubscribeAll(readerId: string, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    await holdDigests(tx, Prisma.sql`reader_id = ${readerId}`)
    await tx.subscription.updateMany({
      where: { readerId, state: { not: 'unsubscribed' } },
      data: { state: 'unsubscribed', unsubscribedAt: now, nextDueAt: null, lookback: null },
    })
  })
}

/** No mail until it is resumed, or until then: it comes back by itself. */
export async function pause(id: string, until: Date | null = null): Promise<void> {
  await db().subscription.updateMany({
    where: { id, state: { in: ['active', 'paused'] } },
    data: { state: 'paused', pausedUntil: until, nextDueAt: null, lookback: null },
  })
}

/** Mails come again from the next slot on; what was missed is not sent. */
export async function resume(id: string, now: Date): Promise<void> {
  const found = await findSubscription(id)
  if (!found) return
  await db().subscription.updateMany({
    where: { id, state: 'paused' },
    data: { state: 'active', pausedUntil: null, nextDueAt: nextSlot(found, now) },
  })
}

/** Another rhythm, hour, zone, length, shape or name: mails come from the next such slot on. */
export async function change(id: string, wishes: ChangeForm, now: Date): Promise<'changed' | 'taken' | 'gone'> {
  return db().$transaction(async (tx) => {
    const found = await tx.subscription.findUnique({ where: { id }, select: record })
    if (!found) return 'gone'
    if (await isTaken(tx, found, wishes.rhythm)) return 'taken'
    await tx.subscription.updateMany({ where: { id, state: 'paused' }, data: wishes })
    const awaited = movesSlots(found, wishes) ? slotAfterChange(found, scheduleOf(found, wishes), now) : {}
    await tx.subscription.updateMany({ where: { id, state: 'active' }, data: { ...wishes, ...awaited } })
    return 'changed'
  })
}

const scheduleOf = (found: Schedule, { rhythm, hour, zone }: ChangeForm): Schedule => ({
  rhythm: rhythm ?? found.rhythm,
  hour: hour ?? found.hour,
  zone: zone ?? found.zone,
})

/** A new name leaves a slot that is due just now where it is. */
function movesSlots(found: Schedule, wishes: ChangeForm): boolean {
  const { rhythm, hour, zone } = scheduleOf(found, wishes)
  return rhythm !== found.rhythm || hour !== found.hour || zone !== found.zone
}

/** A reader has each list once in each rhythm. */
async function isTaken(
  tx: Prisma.TransactionClient,
  { id, readerId, view }: { id: string; readerId: string; view: string },
  rhythm: string | undefined,
): Promise<boolean> {
  if (rhythm === undefined) return false
  return (await tx.subscription.count({ where: { readerId, view, rhythm, id: { not: id } } })) > 0
}

const shapeOf = (text: string): Shape => SHAPES.find((shape) => shape === text) ?? USUAL.shape

/** Who confirmed did want the mail, and may ask for another today: after leaving, or for another list. */
async function forgiveAsking(id: string): Promise<void> {
  const found = await db().subscription.findUnique({ where: { id }, select: { reader: { select: { email: true } } } })
  if (found) await resetLimit(CONFIRMS_PER_ADDRESS, mailboxOf(found.reader.email))
}
