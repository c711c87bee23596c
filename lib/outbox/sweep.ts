import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { suppressionOf } from '../suppression/is-suppressed'
import { isSubscribed, isWanted, type Lease } from './claim'
import { ended, giveBack, papersReleased } from './settle'
import { MAIL_KINDS, type MailKind, RESENT_WHEN_UNKNOWN } from './types'

/** What a look at the ledger set right. */
export interface Swept {
  /** Senders died before the end of these mails: queued again, nothing was sent. */
  requeued: number
  /** Senders died around the end of these mails: whether they were accepted is not known. */
  unknown: number
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
  const requeued = await db().$executeRaw`
    update deliveries set state = 'queued', lease_token = null, leased_until = null
    where leased_until < clock_timestamp() and kind = any(${kinds}::text[])
      and (state = 'leased' or (state = 'finishing' and kind = any(${RESENT_WHEN_UNKNOWN}::text[])))`
  // The token stays: should the sender live after all, it may still tell that the mail was accepted.
  const unknown = await db().$executeRaw`
    update deliveries set state = 'unknown', reason = 'the sender ended while the mail was', ${ended(now)}
    where state = 'finishing' and leased_until < clock_timestamp() and kind = any(${kinds}::text[])`
  const stale = await db().$queryRaw<{ id: string }[]>`
    with settled as (
      update deliveries set state = 'skipped', reason = 'stale', ${ended(now)}
      where state = 'queued' and deadline_at <= ${now}::timestamptz and kind = any(${kinds}::text[])
      returning id, state
    ), ${papersReleased}
    select id from settled`
  return { requeued, unknown, stale: stale.length, suppressed: await suppressUnwanted(now) }
}

/** Puts a mail back that its gate did not let pass, and settles it when that was because it is not wanted any more. */
export async function withdraw(lease: Lease, reason: string, now: Date): Promise<void> {
  await giveBack(lease, { restMs: 0, strike: false, reason })
  await suppressUnwanted(now, Prisma.sql`and d.id = ${lease.id}::uuid`)
}

/** Settles queued mails that their readers do not want any more, or whose address is suppressed. */
async function suppressUnwanted(now: Date, which = Prisma.empty): Promise<number> {
  const suppressed = await db().$queryRaw<{ id: string }[]>`
    with settled as (
      update deliveries d set state = 'suppressed', ${ended(now)},
        reason = case when ${isSubscribed} then 'suppressed: ' || ${suppressionOf()} else 'unsubscribed' end
      where d.state = 'queued' and not ${isWanted()} ${which}
      returning d.id, d.state
    ), ${papersReleased}
    select id from settled`
  return suppressed.length
}
