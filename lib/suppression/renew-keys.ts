import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { recipientKeySql, recipientKeysSql } from './keys'

/**
 * While the secret is rotated, hashes of addresses that are still known move under the new one. A job's work, safe at any time.
 * @returns how many
 */
export async function renewKeys(): Promise<number> {
  const address = Prisma.sql`r.email`
  return db().$executeRaw`
    update suppressions s set key = ${recipientKeySql(address)}
    from readers r
    where s.key in (${recipientKeysSql(address)}) and s.key <> ${recipientKeySql(address)}
      and not exists (select from suppressions n where n.key = ${recipientKeySql(address)})`
}
