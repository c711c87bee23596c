import { Prisma } from '@/generated/prisma/client'
import { prepared, preparedChange } from '../database/prepared'
import { suppressionOf } from '../suppression/is-suppressed'
import type { Lease } from './claim'
import { ended, giveBack, givenUpAs, papersReleased } from './settle'
import { MAIL_KINDS, type MailKind, resentWhenUnknown } from './types'
import { isSubscribed, isWanted } from './wanted'

/** What a look at the ledger set right. */
export interface Swept {
  /** Senders died before the end of these mails: queued again, nothing was sent. */
  requeued: number
  /** Senders died around the end of these mails: whether they were accepted is not known. */
  unknown: number
  /** The same, of mails that are sent again all the same: queued again. */
  resent: number
  /** Their deadline has passed. */
  stale: number
  /** Their readers do not want them any more. */
  suppressed: number
}

/**
 * Sets right what nobody is at work on: mails of dead senders, late mails, unwanted mails. Safe at any time and beside itself.
 * @param now decides what is late; leases run on the database's clock
 */
export async function sweepLedger(now: Date, kinds: readonly MailKind[] = MAIL_KINDS): Promise<Swept> {
  const abandoned = (state: 'leased' | 'finishing', among: readonly MailKind[]) => Prisma.sql`(
    select id from deliveries
    where state = ${state}::delivery_state and leased_until < clock_timestamp() and kind = any(${among}::text[])
    order by id for update skip locked
  )`
  const requeued = await preparedChange(
    'requeue',
    Prisma.sql`
    update deliveries set state = 'queued', lease_token = null, leased_until = null where id in ${abandoned('leased', kinds)}`,
  )
  const resent = await preparedChange(
    'send again',
    Prisma.sql`
    update deliveries set state = 'queued', lease_token = null, leased_until = null, unknowns = unknowns + 1
    where id in ${abandoned(
      'finishing',
      kinds.filter((kind) => resentWhenUnknown().includes(kind)),
    )}`,
  )
  // The token stays: should the sender live after all, it may still tell that the mail was accepted.
  const unknown = await preparedChange(
    'unknown',
    Prisma.sql`
    update deliveries d set state = 'unknown', verdict = 'unknown', reason = 'the sender ended while the mail was', ${ended(now)}
    where id in ${abandoned('finishing', kinds)}`,
  )
  return { requeued, unknown, resent, stale: await skipStale(now, kinds), suppressed: await suppressUnwanted(now) }
}

/** What the server said last is told with it. @returns how many, also those that may have arrived */
async function skipStale(now: Date, kinds: readonly MailKind[]): Promise<number> {
  const stale = await prepared<{ id: string }>(
    'stale',
    Prisma.sql`
    with settled as (
      update deliveries d set state = ${givenUpAs('skipped')}, reason = concat_ws(': ', 'stale', d.reason), ${ended(now)}
      where state = 'queued' and deadline_at <= ${now}::timestamptz and kind = any(${kinds}::text[])
      returning id, state
    ), ${papersReleased}
    select id from settled`,
  )
  return stale.length
}

/** Puts a mail back that its gate did not let pass, and settles it when that was because it is not wanted any more. */
export async function withdraw(lease: Lease, reason: string, now: Date): Promise<void> {
  await giveBack([lease], { restMs: 0, strike: false, reason })
  await suppressUnwanted(now, Prisma.sql`and d.id = ${lease.id}::uuid`)
}

/** Settles queued mails that their readers do not want any more, or whose address is suppressed. */
async function suppressUnwanted(now: Date, which = Prisma.empty): Promise<number> {
  const suppressed = await prepared<{ id: string }>(
    'unwanted',
    Prisma.sql`
    with settled as (
      update deliveries d set state = ${givenUpAs('suppressed')}, ${ended(now)},
        reason = coalesce(case when ${isSubscribed} then 'suppressed: ' || ${suppressionOf()} else 'unsubscribed' end, 'not of this site')
      where d.state = 'queued' and not ${isWanted()} ${which}
      returning d.id, d.state
    ), ${papersReleased}
    select id from settled`,
  )
  return suppressed.length
}
