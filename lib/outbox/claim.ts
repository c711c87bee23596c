import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { suppressionOf } from '../suppression/is-suppressed'
import { MAIL_KINDS, type MailKind } from './types'

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
}

export interface Claiming {
  now: Date
  leaseMs: number
  kinds?: readonly MailKind[] | undefined
}

/**
 * Takes the most urgent due mail, or null. Many senders may call at once: a row goes to one of them. A mail whose reader
 * unsubscribed, or whose address is suppressed, is not given out.
 */
export async function claimNext({ now, leaseMs, kinds = MAIL_KINDS }: Claiming): Promise<Lease | null> {
  const [lease] = await db().$queryRaw<Lease[]>`
    with due as (
      select d.id from unnest(${kinds}::text[]) with ordinality as k(kind, urgency)
      cross join lateral (
        select d.id from deliveries d
        where d.state = 'queued' and d.kind = k.kind and d.due_at <= ${now}::timestamptz
          and d.deadline_at > ${now}::timestamptz
          and (d.rest_until is null or d.rest_until <= clock_timestamp())
          and ${isWanted()}
        order by d.due_at limit 1 for update of d skip locked
      ) d
      order by k.urgency limit 1
    )
    update deliveries d
    set state = 'leased', lease_token = gen_random_uuid(), leased_until = ${inMs(leaseMs)}, attempts = d.attempts + 1
    from due where d.id = due.id
    returning d.id, d.lease_token as "token", d.kind, d.issue_id as "issueId", d.subscription_id as "subscriptionId",
      d.recipient, d.content, d.created_at as "createdAt", d.attempts`
  return lease ?? null
}

/** Whether mail `d` is still wanted and may be sent: asked when it is taken, and again before its end is sent. */
export const isWanted = (): Prisma.Sql => Prisma.sql`(${isSubscribed} and ${suppressionOf()} is null)`

/** Whether the reader of mail `d` has not left, or paused. */
export const isSubscribed = Prisma.sql`(d.subscription_id is null or exists (
  select from subscriptions s
  where s.id = d.subscription_id
    and (s.state = 'active' or (d.kind = 'confirm' and s.state <> 'unsubscribed'))
))`

/** An instant on the database's clock, the one clock that all senders share. */
export const inMs = (ms: number): Prisma.Sql =>
  Prisma.sql`clock_timestamp() + ${ms / 1000}::float8 * interval '1 second'`
