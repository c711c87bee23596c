import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { recipientKeySql } from '../suppression/keys'
import { inMs, type Lease } from './claim'
import { MAIL_KINDS, type MailKind } from './types'

/** How the story of one mail ends. */
export interface Settlement {
  state: 'accepted' | 'failed' | 'unknown'
  /** The server's reply or what went wrong; no address. */
  reason: string
}

/**
 * Ends a mail's story, if this lease still holds it. That a server accepted it is also written over `unknown`, which another
 * process may have concluded while this one could not reach the database.
 * @returns whether it was written
 */
export async function settle(lease: Lease, { state, reason }: Settlement, now: Date): Promise<boolean> {
  const settled = await db().$queryRaw<{ id: string }[]>`
    with settled as (
      update deliveries d set state = ${state}::delivery_state, reason = ${shortened(reason)}, ${ended(now)}
      where d.id = ${lease.id}::uuid and d.lease_token = ${lease.token}::uuid
        and (d.state in ('leased', 'finishing') or (d.state = 'unknown' and ${state} = 'accepted'))
      returning d.id, d.state
    ), ${papersReleased}
    select id from settled`
  return settled.length === 1
}

/** Puts the mail back for another try. @param strike false when the failure says nothing about this mail */
export async function giveBack(
  lease: Lease,
  { restMs, strike, reason }: { restMs: number; strike: boolean; reason: string },
): Promise<void> {
  await db().$executeRaw`
    update deliveries
    set state = 'queued', lease_token = null, leased_until = null, rest_until = ${inMs(restMs)},
      attempts = attempts - ${strike ? 0 : 1}, reason = ${shortened(reason)}
    where id = ${lease.id}::uuid and lease_token = ${lease.token}::uuid and state in ('leased', 'finishing')`
}

/** Ends the rests of due mails. Once, at the beginning of a run: mails that fail in it rest as they would. */
export async function endRests(now: Date, kinds: readonly MailKind[] = MAIL_KINDS): Promise<void> {
  await db().$executeRaw`
    update deliveries set rest_until = null
    where state = 'queued' and kind = any(${kinds}::text[]) and due_at <= ${now}::timestamptz and rest_until is not null`
}

/** Columns of a settled row: the address goes, but for its key, and what was secret in it. What a digest held stays, it is no secret. */
export const ended = (now: Date): Prisma.Sql => Prisma.sql`
  settled_at = ${now}::timestamptz, leased_until = null, rest_until = null,
  recipient_key = case when recipient = '' then recipient_key else ${recipientKeySql(Prisma.sql`recipient`)} end, recipient = '',
  content = case when kind = 'digest' then content else '{}' end`

/** The papers of a digest that never left may come again. Reads a query named `settled`. */
export const papersReleased = Prisma.sql`released as (
  delete from sent_papers p using settled s
  where p.delivery_id = s.id and s.state in ('failed', 'skipped', 'suppressed')
)`

const shortened = (reason: string) => reason.slice(0, 500)
