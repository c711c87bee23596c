import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { type Allowance, lookAt, takeFrom, takeFromAll } from '../accounts/limits'
import { forNetwork } from '../accounts/sign-in-limits'
import { db } from '../database/client'
import { log } from '../log'
import { enqueueMail } from '../outbox/enqueue'
import { absolute, paths } from '../paths'
import { confirmInside } from './changes'
import { publicTitle } from './describe'
import { CONFIRMS_ALTOGETHER, CONFIRMS_PER_ADDRESS, CONFIRMS_PER_ADDRESS_WEEKLY, CONFIRMS_PER_NETWORK } from './limits'
import { signLink } from './links'
import type { SubscribeForm } from './request'
import { rhythmInWords, rhythmOf } from './rhythm'

/** How long the link of a confirmation works. */
const CONFIRM_LIFE_HOURS = 72

export type SubscribeOutcome =
  /** One answer for every address, known or not, and also for one that had its fill of mails. */
  | { status: 'asked' }
  | { status: 'confirmed'; subscriptionId: string }
  /** This network, or all together, asked for too much: nothing was done. */
  | { status: 'busy'; retryAfterSeconds: number }

/**
 * Somebody wants a digest for this address. It comes only after whoever reads that address confirmed it, by the mail that is
 * queued here; a reader who is signed in with the very address has proven it already.
 * @param network as `networkOf` gives it
 */
export async function subscribe(
  form: SubscribeForm,
  { network, signedIn }: { network: string; signedIn: { email: string } | null },
  now: Date,
): Promise<SubscribeOutcome> {
  if (form.website) return { status: 'asked' }
  if (signedIn?.email === form.email) return db().$transaction((tx) => subscribeProven(tx, form, now))

  const room = await roomFor(network)
  if (!room.allowed) return { status: 'busy', retryAfterSeconds: room.retryAfterSeconds }
  const mailable = await takeFromAll([
    [CONFIRMS_PER_ADDRESS, form.email],
    [CONFIRMS_PER_ADDRESS_WEEKLY, form.email],
    [CONFIRMS_ALTOGETHER, ''],
  ])
  if (mailable.allowed) await db().$transaction((tx) => askToConfirm(tx, form, now))
  return { status: 'asked' }
}

/**
 * What is known without the address, so that being refused tells nothing about one. What all share is only looked at here:
 * it is taken from when a mail is queued, and not by whoever asks for an address that had its own.
 */
async function roomFor(network: string): Promise<Allowance> {
  const ofNetwork = await takeFrom(forNetwork(CONFIRMS_PER_NETWORK, network), network)
  if (!ofNetwork.allowed) return ofNetwork
  const ofAll = await lookAt(CONFIRMS_ALTOGETHER, '')
  if (!ofAll.allowed) log.warn('no more confirmations are mailed this hour: the limit of the whole site is met')
  return ofAll
}

async function subscribeProven(tx: Prisma.TransactionClient, form: SubscribeForm, now: Date) {
  const subscriptionId = await pendingSubscription(tx, form, now)
  await confirmInside(tx, subscriptionId, {}, now)
  return { status: 'confirmed' as const, subscriptionId }
}

async function askToConfirm(tx: Prisma.TransactionClient, form: SubscribeForm, now: Date): Promise<void> {
  const subscriptionId = await pendingSubscription(tx, form, now)
  const expiresAt = new Date(now.getTime() + CONFIRM_LIFE_HOURS * 3_600_000)
  const content = {
    confirmUrl: absolute(paths.confirmSubscription(signLink('confirm', subscriptionId, expiresAt))),
    viewTitle: publicTitle(form.view),
    hour: form.hour,
    zone: form.zone,
    rhythm: rhythmInWords(rhythmOf(form.rhythm)),
  }
  await enqueueMail(tx, { kind: 'confirm', recipient: form.email, subscriptionId, content }, now)
}

/** The reader's one subscription to this view. One that is active or paused stays as it is: a stranger may be asking. */
async function pendingSubscription(tx: Prisma.TransactionClient, form: SubscribeForm, now: Date): Promise<string> {
  const { email, view, name, rhythm, hour, zone, papers, shape } = form
  await tx.$executeRaw`
    insert into readers (id, email, created_at, updated_at) values (${randomUUID()}, ${email}, ${now}, ${now})
    on conflict (email) do nothing`
  await tx.$executeRaw`
    insert into subscriptions as s (reader_id, view, name, rhythm, hour, zone, papers, shape, created_at)
    select id, ${view}, ${name}, ${rhythm}, ${hour}::smallint, ${zone}, ${papers}::smallint, ${shape}, ${now}::timestamptz
    from readers where email = ${email}
    on conflict (reader_id, view, rhythm) do update set state = 'pending', created_at = excluded.created_at,
      name = excluded.name, hour = excluded.hour, zone = excluded.zone, papers = excluded.papers, shape = excluded.shape
    where s.state in ('pending', 'unsubscribed')`
  const row = await tx.subscription.findFirst({ where: { reader: { email }, view, rhythm }, select: { id: true } })
  if (!row) throw new Error('a subscription was neither made nor found')
  return row.id
}
