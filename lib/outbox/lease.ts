import { db } from '../database/client'
import { log } from '../log'
import { inMs, isWanted, type Lease } from './claim'

/**
 * The dot gate: writes down that the end of the mail may be out, and only then may it be sent. False, and nothing may be
 * sent: the lease was lost to another sender, the reader unsubscribed meanwhile, or the address was suppressed.
 */
export async function markFinishing(lease: Lease, leaseMs: number): Promise<boolean> {
  const marked = await db().$executeRaw`
    update deliveries d set state = 'finishing', leased_until = ${inMs(leaseMs)}
    where d.id = ${lease.id}::uuid and d.state = 'leased' and d.lease_token = ${lease.token}::uuid
      and d.leased_until > clock_timestamp() and ${isWanted()}`
  return marked === 1
}

/** Keeps the lease of a slow send alive until it is stopped. A lease that was lost stays lost: the gate sees to it. */
export function keepAlive(lease: Lease, leaseMs: number): { stop(): void } {
  const renew = () =>
    db().$executeRaw`
        update deliveries set leased_until = ${inMs(leaseMs)}
        where id = ${lease.id}::uuid and state in ('leased', 'finishing') and lease_token = ${lease.token}::uuid
          and leased_until > clock_timestamp()`
      // The database is away. Should the lease run out, the end is not sent, or its outcome is settled late.
      .catch((error: Error) => log.warn({ delivery: lease.id, reason: error.message }, 'a lease was not renewed'))
  const timer = setInterval(() => void renew(), leaseMs / 4)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
