import { db } from '../database/client'
import { isWanted } from './claim'
import { ended, papersReleased } from './settle'
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

/** Settles queued mails that their readers do not want any more. */
async function suppressUnwanted(now: Date): Promise<number> {
  const suppressed = await db().$queryRaw<{ id: string }[]>`
    with settled as (
      update deliveries d set state = 'suppressed', reason = 'unsubscribed', ${ended(now)}
      where d.state = 'queued' and not ${isWanted}
      returning d.id, d.state
    ), ${papersReleased}
    select id from settled`
  return suppressed.length
}
