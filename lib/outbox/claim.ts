import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'
import { withoutWaiting } from './commits'
import { inMs } from './database-time'
import { spaceOut, takesMailNow } from './domains'
import { isNotHeld } from './holds'
import { MAIL_KINDS, type MailKind } from './types'
import { isWanted } from './wanted'

/** How long a sender that stopped breathing keeps its mail. With a look every 15 s, the mail is out within two minutes. */
export const LEASE_MS = 60_000

/** A mail in the hands of one sender. Whatever the sender writes, it writes only while the token is still the row's. */
export interface Lease {
  id: string
  token: string
  kind: MailKind
  issueId: string | null
  subscriptionId: string | null
  recipient: string
  content: unknown
  createdAt: Date
  /** With this one; a server that cannot be reached does not count. */
  attempts: number
  /** Its recipient's domain is written to slowly. */
  isPaced: boolean
}

export interface Claiming {
  now: Date
  leaseMs: number
  kinds?: readonly MailKind[] | undefined
  /** Mails at most. */
  limit: number
}

/**
 * Takes the most urgent due mails, the most urgent first. Many senders may call at once: a row goes to one of them. A mail
 * whose reader unsubscribed, whose address is suppressed, whose issue is held or whose recipient's domain wants a pause is not
 * given out; of a domain that is written to slowly, one at a time. Mails of one issue come together: what they share is made once.
 *
 * A lease that is lost with the database's machine was never given: the gate stays shut for whoever still holds it.
 */
export async function claimDue({ now, leaseMs, kinds = MAIL_KINDS, limit }: Claiming): Promise<Lease[]> {
  const leases = await prepared<Lease>(
    'claim',
    Prisma.sql`
    with due as (
      select d.id, d.due_at, k.urgency, case when k.kind = 'digest' then split_part(d.recipient, '@', 2) end as domain
      from unnest(${kinds}::text[]) with ordinality as k(kind, urgency)
      cross join lateral (
        select d.id, d.due_at, d.recipient from deliveries d
        where d.state = 'queued' and d.kind = k.kind and d.due_at <= ${now}::timestamptz
          and d.deadline_at > ${now}::timestamptz
          and (d.rest_until is null or d.rest_until <= clock_timestamp())
          and ${isNotHeld} and ${takesMailNow} and ${isWanted()}
        order by d.due_at, d.issue_id limit ${limit} for update of d skip locked
      ) d
    ), in_turn as (
      select due.id, due.urgency, due.due_at, m.domain as paced,
        row_number() over (partition by m.domain order by due.urgency, due.due_at) as nth
      from due left join mail_domains m on m.domain = due.domain
    ), taken as (
      select id, paced from in_turn where (paced is null or nth = 1) and ${withoutWaiting} order by urgency, due_at limit ${limit}
    ), ${spaceOut}
    update deliveries d
    set state = 'leased', lease_token = gen_random_uuid(), leased_until = ${inMs(leaseMs)}, attempts = d.attempts + 1
    from taken where d.id = taken.id
    returning d.id, d.lease_token as "token", d.kind, d.issue_id as "issueId", d.subscription_id as "subscriptionId",
      d.recipient, d.content, d.created_at as "createdAt", d.attempts, taken.paced is not null as "isPaced"`,
  )
  return leases.sort((one, other) => MAIL_KINDS.indexOf(one.kind) - MAIL_KINDS.indexOf(other.kind))
}
