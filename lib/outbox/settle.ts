import { Prisma } from '@/generated/prisma/client'
import { prepared, preparedChange } from '../database/prepared'
import { recipientKeySql } from '../suppression/keys'
import type { Lease } from './claim'
import { withoutWaiting } from './commits'
import { inMs } from './database-time'
import { leaseRows } from './lease'
import { MAIL_KINDS, type MailKind } from './types'

/** How the story of one mail ends. */
export interface Settlement {
  state: 'accepted' | 'failed' | 'unknown'
  /** The server's reply or what went wrong; no address. */
  reason: string
  /** As `judgeSmtp` gives it. */
  verdict: string
}

/**
 * Ends the stories of mails, each if its lease still holds it. That a server accepted one is also written over `unknown`, which
 * another process may have concluded while this one could not reach the database.
 *
 * Nobody waits until it is safe on disk: the gate that the same lane asks for next does, and makes safe what came before it. So
 * what the database's machine can lose is one mail a lane, as when the sender dies, and it says `finishing` and never `queued`.
 * @returns ids of those that were written
 */
export async function settle(
  settled: readonly { lease: Lease; settlement: Settlement }[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const column = <Value>(of: (one: (typeof settled)[number]) => Value) => settled.map(of)
  const written = await prepared<{ id: string }>(
    'settle',
    Prisma.sql`
    with settled as (
      update deliveries d set
        state = case n.state when 'failed' then ${givenUpAs('failed')} else n.state::delivery_state end, reason = n.reason, verdict = n.verdict, ${ended(now)}
      from unnest((select ${column(({ lease }) => lease.id)}::uuid[]), (select ${column(({ lease }) => lease.token)}::uuid[]),
        (select ${column(({ settlement }) => settlement.state)}::text[]), (select ${column(({ settlement }) => shortened(settlement.reason))}::text[]),
        (select ${column(({ settlement }) => settlement.verdict)}::text[])) as n(id, token, state, reason, verdict)
      where d.id = n.id and d.lease_token = n.token
        and (d.state::text in ('leased', 'finishing') or (d.state::text = 'unknown' and n.state = 'accepted'))
      returning d.id, d.state
    ), ${papersReleased}
    select id from settled where ${withoutWaiting}`,
  )
  return new Set(written.map(({ id }) => id))
}

/** Why a mail goes back to the others. */
export interface GivenBack {
  restMs: number
  /** The attempt counts against this mail; false when the failure says nothing about it. */
  strike: boolean
  /** Null: nothing was tried. */
  reason: string | null
  verdict?: string | undefined
  /** It may have been accepted, and is sent again all the same. */
  isUnknown?: boolean | undefined
}

/** Puts mails back for another try. */
export async function giveBack(
  leases: readonly Lease[],
  { restMs, strike, reason, verdict, isUnknown = false }: GivenBack,
): Promise<void> {
  if (leases.length === 0) return
  await preparedChange(
    'give back',
    Prisma.sql`
    update deliveries d
    set state = 'queued', lease_token = null, leased_until = null, rest_until = ${inMs(restMs)},
      attempts = d.attempts - ${strike ? 0 : 1}, unknowns = d.unknowns + ${isUnknown ? 1 : 0},
      reason = coalesce(${reason === null ? null : shortened(reason)}, d.reason), verdict = coalesce(${verdict ?? null}, d.verdict)
    from ${leaseRows(leases)}
    where d.id = l.id and d.lease_token = l.token and d.state::text in ('leased', 'finishing')`,
  )
}

/** Ends the rests of due mails. Once, at the beginning of a run: mails that fail in it rest as they would. */
export async function endRests(now: Date, kinds: readonly MailKind[] = MAIL_KINDS): Promise<void> {
  await preparedChange(
    'end rests',
    Prisma.sql`
    update deliveries set rest_until = null
    where state = 'queued' and kind = any(${kinds}::text[]) and due_at <= ${now}::timestamptz and rest_until is not null`,
  )
}

/**
 * Columns of a settled row `d`: of the address only its key stays, and what was secret in the mail goes. What a digest held
 * stays, it is no secret.
 */
export const ended = (now: Date): Prisma.Sql => Prisma.sql`
  settled_at = ${now}::timestamptz, leased_until = null, rest_until = null,
  recipient_key = case when d.recipient = '' then d.recipient_key else ${recipientKeySql(Prisma.sql`d.recipient`)} end,
  recipient = '',
  content = case when d.kind = 'digest' then d.content else '{}' end`

/** How a row `d` ends that is given up: a copy that was tried before and may have arrived keeps it unknown. */
export const givenUpAs = (state: 'failed' | 'skipped' | 'suppressed'): Prisma.Sql =>
  Prisma.sql`(case when d.unknowns > 0 then 'unknown' else ${state} end)::delivery_state`

/** The papers of a digest that never left may come again; of one that may have arrived they do not. Reads a query named `settled`. */
export const papersReleased = Prisma.sql`released as (
  delete from sent_papers p using settled s
  where p.delivery_id = s.id and s.state in ('failed', 'skipped', 'suppressed')
)`

const shortened = (reason: string) => reason.slice(0, 500)
