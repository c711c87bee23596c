import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { type Allowance, lookAt, takeFrom, takeFromAll } from '../accounts/limits'
import { mailboxOf } from '../accounts/mailbox-of'
import { refusesMail } from '../accounts/refuses-mail'
import { config } from '../config'
import { db } from '../database/client'
import { log } from '../log'
import { enqueueMail } from '../outbox/enqueue'
import { absolute, paths } from '../paths'
import { ownerOf } from '../personal/personal-list'
import { mayRead } from '../views/may-read'
import { confirmInside } from './changes'
import { listOf, publicTitle } from './describe'
import { judgeStamp } from './form-stamp'
import {
  CONFIRMS_ALTOGETHER,
  CONFIRMS_PER_ADDRESS,
  CONFIRMS_PER_ADDRESS_WEEKLY,
  CONFIRMS_PER_NETWORK,
  CONFIRMS_PER_PEER,
  here,
  SUBSCRIPTIONS_PER_READER,
} from './limits'
import { signLink } from './links'
import type { SubscribeForm } from './request'
import { rhythmInWords, rhythmOf } from './rhythm'

/** How long the link of a confirmation works. */
const CONFIRM_LIFE_HOURS = 72

export type SubscribeOutcome =
  /** One answer for every address, known or not, and also for one that had its fill of mails. */
  | { status: 'asked' }
  | { status: 'confirmed'; subscriptionId: string }
  /** The reader has as many digests as one can have. */
  | { status: 'full' }
  /** The form has no good stamp: it is to be sent once more from a page of ours. `tooSoon`: with the same stamp. */
  | { status: 'ask-again'; tooSoon: boolean }
  /** The list is another reader's own. */
  | { status: 'not-yours' }
  /** The domain of the address takes no mail. */
  | { status: 'undeliverable' }
  /** This network, or all together, asked for too much: nothing was done. */
  | { status: 'busy'; retryAfterSeconds: number }

/** Who asks. */
export interface Asker {
  /** As `peerOf` and `networkOf` give them. */
  peer: string
  network: string
  signedIn: { email: string } | null
}

/**
 * Somebody wants a digest for this address. It comes only after whoever reads that address confirmed it, by the mail that is
 * queued here; a reader who is signed in with the very address has proven it already. A site for this machine only also takes
 * forms without a stamp, so that programs can be tried out on it.
 */
export async function subscribe(
  form: SubscribeForm,
  { peer, network, signedIn }: Asker,
  now: Date,
  isRefusing = refusesMail,
): Promise<SubscribeOutcome> {
  if (form.website) return { status: 'asked' }
  const isOwner = await isTheirs(form, signedIn)
  if (!isOwner) return { status: 'not-yours' }
  if (signedIn?.email === form.email) return subscribeReader(form, now)
  const stamp = config().isLocal ? 'good' : judgeStamp(form.stamp, now)
  if (stamp !== 'good') return { status: 'ask-again', tooSoon: stamp === 'early' }

  const room = await roomFor(peer, network)
  if (!room.allowed) return { status: 'busy', retryAfterSeconds: room.retryAfterSeconds }
  if (await isRefusing(form.email, config())) return { status: 'undeliverable' }
  const mailbox = mailboxOf(form.email)
  const mailable = await takeFromAll([
    [CONFIRMS_PER_ADDRESS, mailbox],
    [CONFIRMS_PER_ADDRESS_WEEKLY, mailbox],
    [here(CONFIRMS_ALTOGETHER, network), ''],
  ])
  if (mailable.allowed) await db().$transaction((tx) => askToConfirm(tx, form, now))
  return { status: 'asked' }
}

/** What is some readers' own is mailed to them only, and only where they are signed in: its address is no proof of anything. */
async function isTheirs({ view, email }: SubscribeForm, signedIn: Asker['signedIn']): Promise<boolean> {
  const list = listOf(view)
  const isSignedIn = signedIn?.email === email
  if (list.view.kind === 'personal') return isSignedIn && (await ownerOf(list.view.key))?.email === email
  const reader = isSignedIn ? await db().reader.findUnique({ where: { email }, select: { id: true } }) : null
  return mayRead(list.view, reader?.id ?? null)
}

/**
 * What is known without the address, so that being refused tells nothing about one. What all share is only looked at here:
 * it is taken from when a mail is queued, and not by whoever asks for an address that had its own.
 */
async function roomFor(peer: string, network: string): Promise<Allowance> {
  const ofAsker = await takeFromAll([
    [here(CONFIRMS_PER_PEER, network), peer],
    [here(CONFIRMS_PER_NETWORK, network), network],
  ])
  if (!ofAsker.allowed) return ofAsker
  const ofAll = await lookAt(here(CONFIRMS_ALTOGETHER, network), '')
  if (!ofAll.allowed) log.warn('no more confirmations are mailed this hour: the limit of the whole site is met')
  return ofAll
}

/** A reader who is signed in needs no mail to prove anything. What cannot be confirmed is taken back, and leaves no row. */
async function subscribeReader(form: SubscribeForm, now: Date): Promise<SubscribeOutcome> {
  const room = await takeFrom(SUBSCRIPTIONS_PER_READER, form.email)
  if (!room.allowed) return { status: 'busy', retryAfterSeconds: room.retryAfterSeconds }
  const full = new Error('taken back: the reader has as many digests as one can have')
  try {
    return await db().$transaction(async (tx) => {
      const subscriptionId = await pendingSubscription(tx, form, now)
      if ((await confirmInside(tx, subscriptionId, {}, now)) === 'full') throw full
      return { status: 'confirmed', subscriptionId }
    })
  } catch (error) {
    if (error === full) return { status: 'full' }
    throw error
  }
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

/**
 * The reader's one subscription to this view. One that is active or paused stays as it is, and one that was left stays left, with
 * the wish beside it: a stranger may be asking.
 */
async function pendingSubscription(tx: Prisma.TransactionClient, form: SubscribeForm, now: Date): Promise<string> {
  const { email, view, name, rhythm, hour, zone, papers, shape } = form
  await tx.$executeRaw`
    insert into readers (id, email, created_at, updated_at) values (${randomUUID()}, ${email}, ${now}, ${now})
    on conflict (email) do nothing`
  await tx.$executeRaw`
    insert into subscriptions as s (reader_id, view, name, rhythm, hour, zone, papers, shape, created_at)
    select id, ${view}, ${name}, ${rhythm}, ${hour}::smallint, ${zone}, ${papers}::smallint, ${shape}, ${now}::timestamptz
    from readers where email = ${email}
    on conflict (reader_id, view, rhythm) do update set created_at = excluded.created_at,
      name = excluded.name, hour = excluded.hour, zone = excluded.zone, papers = excluded.papers, shape = excluded.shape
    where s.state = 'pending'`
  await tx.$executeRaw`
    update subscriptions s set asked = ${JSON.stringify({ name, hour, zone, papers, shape })}::jsonb, asked_at = ${now}::timestamptz
    from readers r
    where r.email = ${email} and s.reader_id = r.id and s.view = ${view} and s.rhythm = ${rhythm} and s.state = 'unsubscribed'`
  const row = await tx.subscription.findFirst({ where: { reader: { email }, view, rhythm }, select: { id: true } })
  if (!row) throw new Error('a subscription was neither made nor found')
  return row.id
}
