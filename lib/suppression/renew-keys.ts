import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { recipientKeySql, recipientKeysSql } from './keys'

/** Rows of the ledger in one transaction, so that no sender waits long for its own. */
const BATCH = 5_000

/**
 * While the secret is rotated, hashes of addresses that are still known move under the new one: in the list, among refusals, and in the
 * ledger, where a bounce that comes days later looks for whom it is about. A job's work, safe at any time; stopped, it leaves the rest.
 * @returns how many
 */
export async function renewKeys(signal?: AbortSignal): Promise<number> {
  const listed = await db().$executeRaw`
    with ${moves()}
    update suppressions s set key = m.key from moves m
    where s.key = m.old and not exists (select from suppressions n where n.key = m.key)`
  const soft = await db().$executeRaw`
    with ${moves()}
    update soft_bounces s set key = m.key from moves m where s.key = m.old`
  return listed + soft + (await renewLedger(signal))
}

async function renewLedger(signal?: AbortSignal): Promise<number> {
  let renewed = 0
  while (!signal?.aborted) {
    const batch = await db().$executeRaw`
      with ${moves()}, renewed as (
        select d.id, m.key from deliveries d join moves m on m.old = d.recipient_key limit ${BATCH} for update of d skip locked
      )
      update deliveries d set recipient_key = n.key from renewed n where d.id = n.id`
    renewed += batch
    if (batch < BATCH) break
  }
  return renewed
}

/** SQL, a query named `moves`: of each reader, the hash under the newest secret, and those under the others. */
function moves(): Prisma.Sql {
  const address = Prisma.sql`r.email`
  return Prisma.sql`moves as materialized (
    select o.old, n.key from readers r
    cross join lateral (select ${recipientKeySql(address)} as key) n
    cross join lateral unnest(array[${recipientKeysSql(address)}]) as o(old)
    where o.old <> n.key
  )`
}
