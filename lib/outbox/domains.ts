import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { prepared } from '../database/prepared'
import { inSeconds } from './database-time'
import { wakeSenders } from './enqueue'
import { isNotHeld } from './holds'
import { isWanted } from './wanted'

/**
 * How fast a domain is written to from its first complaint on; before that, as fast as the server takes it. Each complaint
 * halves it, each accepted mail adds a little (additive increase, multiplicative decrease).
 */
const FIRST_PACE = { connections: 5, perSecond: 10 } as const
const SLOWEST = { connections: 1, perSecond: 0.05 } as const
const GAIN = { connections: 0.02, perSecond: 0.05 } as const
/** So good again, a domain is written to like any other. */
const FORGIVEN_PER_SECOND = 50
/** A domain that refuses us by policy is left alone for a while. */
const PAUSE_SECONDS = 600

const underWay = Prisma.sql`(
  select count(*) from deliveries u
  where u.state in ('leased', 'finishing') and u.kind = 'digest' and split_part(u.recipient, '@', 2) = m.domain
)`

/** SQL: mail `d` goes to a domain that takes one now. Mails that somebody waits for are not slowed. */
export const takesMailNow = Prisma.sql`(d.kind <> 'digest' or split_part(d.recipient, '@', 2) <> all (array(
  select m.domain from mail_domains m
  where m.paused_until > clock_timestamp() or m.next_at > clock_timestamp() or ${underWay} >= floor(m.connections)
)))`

/** SQL, a query named `spaced`: the domains in a query named `taken` take their next mail only after their pace. */
export const spaceOut = Prisma.sql`spaced as (
  update mail_domains set next_at = clock_timestamp() + interval '1 second' / per_second
  where domain in (
    select m.domain from mail_domains m where m.domain in (select paced from taken)
    order by m.domain for update skip locked
  )
)`

/** Whether due digests wait only because their domain is written to slowly: a sender looks again soon. */
export async function isAnyPaced(now: Date): Promise<boolean> {
  const [answer] = await prepared<{ paced: boolean }>(
    'any paced',
    Prisma.sql`
    select exists (
      select from mail_domains m
      join deliveries d on d.state = 'queued' and d.kind = 'digest' and split_part(d.recipient, '@', 2) = m.domain
      where (m.paused_until is null or m.paused_until <= clock_timestamp())
        and d.due_at <= ${now}::timestamptz and d.deadline_at > ${now}::timestamptz
        and (d.rest_until is null or d.rest_until <= clock_timestamp())
        and ${isNotHeld} and ${isWanted()}
    ) as paced`,
  )
  return answer?.paced ?? false
}

/** This recipient's domain asked for less: half the pace from here on, over restarts and for all senders. */
export async function slowDown(recipient: string, reason: string): Promise<void> {
  await db().$executeRaw`
    insert into mail_domains as m (domain, connections, per_second, next_at, reason, changed_at)
    values (${domainOf(recipient)}, ${FIRST_PACE.connections}, ${FIRST_PACE.perSecond}, clock_timestamp(), ${reason}, clock_timestamp())
    on conflict (domain) do update set
      connections = greatest(${SLOWEST.connections}, m.connections / 2),
      per_second = greatest(${SLOWEST.perSecond}, m.per_second / 2),
      reason = excluded.reason, changed_at = clock_timestamp()`
}

/** This recipient's domain refused a mail by policy: no digest goes there for ten minutes, then slowly. */
export async function pauseDomain(recipient: string, reason: string): Promise<void> {
  await db().$executeRaw`
    insert into mail_domains as m (domain, connections, per_second, next_at, paused_until, reason, changed_at)
    values (${domainOf(recipient)}, ${FIRST_PACE.connections}, ${FIRST_PACE.perSecond}, clock_timestamp(),
      ${inSeconds(PAUSE_SECONDS)}, ${reason}, clock_timestamp())
    on conflict (domain) do update set
      paused_until = excluded.paused_until, reason = excluded.reason, changed_at = clock_timestamp()`
}

/** A mail that was accepted lets its domain, where it was slowed, be written to faster. */
export async function speedUp(recipient: string): Promise<void> {
  const domain = domainOf(recipient)
  await db().$executeRaw`
    update mail_domains set connections = connections + ${GAIN.connections}, per_second = per_second + ${GAIN.perSecond}
    where domain = ${domain}`
  await db().$executeRaw`delete from mail_domains where domain = ${domain} and per_second >= ${FORGIVEN_PER_SECOND}`
}

/** A domain that is written to slowly, or not at all for a while. */
export interface SlowDomain {
  domain: string
  /** Mails under way to it at once, at most. */
  connections: number
  perSecond: number
  /** Nothing goes there until then; null: it is only slowed. */
  pausedUntil: Date | null
  /** What it said, without addresses. */
  reason: string
  changedAt: Date
}

/** Those that complained last, first. */
export const listSlowDomains = (most: number): Promise<SlowDomain[]> => db().$queryRaw<SlowDomain[]>`
  select domain, greatest(1, floor(connections))::int as connections, per_second as "perSecond", reason, changed_at as "changedAt",
    case when paused_until > clock_timestamp() then paused_until end as "pausedUntil"
  from mail_domains order by changed_at desc, domain limit ${most}`

/** Forgets what a domain complained of: it is written to like any other. @returns false when it was so before */
export async function freeDomain(domain: string, tx: Prisma.TransactionClient): Promise<boolean> {
  const { count } = await tx.mailDomain.deleteMany({ where: { domain } })
  if (count > 0) await wakeSenders(tx)
  return count > 0
}

const domainOf = (recipient: string) => recipient.slice(recipient.lastIndexOf('@') + 1)
