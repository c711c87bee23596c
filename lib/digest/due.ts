import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { log } from '../log'
import { nextSlot } from '../subscriptions/slots'
import { isTimeZone } from '../time-zone'

/** A subscription whose slot has come. */
export interface DueSubscription {
  id: string
  readerId: string
  email: string
  rhythm: string
  hour: number
  zone: string
}

/** Subscriptions in one transaction. */
const BATCH = 200

/** Addresses of the views that have a slot due. */
export async function listDueViews(now: Date): Promise<string[]> {
  const rows = await db().subscription.findMany({
    where: { state: 'active', nextDueAt: { lte: now } },
    distinct: ['view'],
    select: { view: true },
  })
  return rows.map(({ view }) => view)
}

/** Takes some due subscriptions of a view for this transaction; schedulers at work beside it take others. */
export async function takeDue(tx: Prisma.TransactionClient, view: string, now: Date): Promise<DueSubscription[]> {
  const due = await tx.$queryRaw<DueSubscription[]>`
    select s.id, s.reader_id as "readerId", r.email, s.rhythm, s.hour, s.zone
    from subscriptions s join readers r on r.id = s.reader_id
    where s.view = ${view} and s.state = 'active' and s.next_due_at <= ${now}::timestamptz
    order by s.reader_id limit ${BATCH} for update of s skip locked`
  return due.map(inKnownZone)
}

/** Zones come and go with releases of their data: a subscription whose zone is gone goes on in UTC, and holds up nobody. */
export function inKnownZone(subscription: DueSubscription): DueSubscription {
  if (isTimeZone(subscription.zone)) return subscription
  log.warn({ subscription: subscription.id, zone: subscription.zone }, 'a time zone is known no more: UTC instead')
  return { ...subscription, zone: 'UTC' }
}

/** Their slots are dealt with: each waits for its next one after now. */
export async function advance(tx: Prisma.TransactionClient, due: DueSubscription[], now: Date): Promise<void> {
  const next = due.map((subscription) => ({
    id: subscription.id,
    zone: subscription.zone,
    at: nextSlot(subscription, now),
  }))
  await tx.$executeRaw`
    update subscriptions s set next_due_at = n.at, zone = n.zone
    from jsonb_to_recordset(${JSON.stringify(next)}::jsonb) as n(id uuid, at timestamptz, zone text) where s.id = n.id`
}
