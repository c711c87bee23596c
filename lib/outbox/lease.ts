import { Prisma } from '@/generated/prisma/client'
import { prepared, preparedChange } from '../database/prepared'
import { log } from '../log'
import type { Lease } from './claim'
import { inMs } from './database-time'
import { isNotHeld } from './holds'
import { isWanted } from './wanted'

/**
 * SQL: these leases as rows (id, token). The lists stand in queries of their own, into which PostgreSQL does not look when it plans: seeing
 * three rows it would find its general plan, for ten, too dear, and plan each statement anew, which takes longer than doing it.
 */
export const leaseRows = (leases: readonly Lease[]): Prisma.Sql => Prisma.sql`unnest(
  (select ${leases.map(({ id }) => id)}::uuid[]), (select ${leases.map(({ token }) => token)}::uuid[])) as l(id, token)`

/**
 * The dot gate: writes down that the ends of these mails may be out, and only then may they be sent. Of those that are not
 * among the result nothing may be sent: the lease was lost to another sender, the reader unsubscribed meanwhile, the address was
 * suppressed, or the issue is held. The state is compared as text so that rows are found by their ids: the index by state is
 * full of what every mail was before, until the next vacuum.
 * @returns ids
 */
export async function markFinishing(leases: readonly Lease[], leaseMs: number): Promise<ReadonlySet<string>> {
  const marked = await prepared<{ id: string }>(
    'gate',
    Prisma.sql`
    update deliveries d set state = 'finishing', leased_until = ${inMs(leaseMs)}
    from ${leaseRows(leases)}
    where d.id = l.id and d.state::text = 'leased' and d.lease_token = l.token
      and d.leased_until > clock_timestamp() and ${isNotHeld} and ${isWanted()}
    returning d.id`,
  )
  return new Set(marked.map(({ id }) => id))
}

/**
 * Keeps these leases alive. One that was lost stays lost: the gate sees to it. Rows that are being written just now are left
 * out: their own statement renews or ends them.
 */
export async function renewLeases(leases: readonly Lease[], leaseMs: number): Promise<void> {
  try {
    await preparedChange(
      'renew',
      Prisma.sql`
      update deliveries set leased_until = ${inMs(leaseMs)}
      where id in (
        select d.id from deliveries d
        join ${leaseRows(leases)} on d.id = l.id and d.lease_token = l.token
        where d.state::text in ('leased', 'finishing') and d.leased_until > clock_timestamp()
        for update of d skip locked
      )`,
    )
  } catch (error) {
    // The database is away. Should a lease run out, the end is not sent, or its outcome is settled late.
    log.warn({ mails: leases.length, reason: (error as Error).message }, 'leases were not renewed')
  }
}
