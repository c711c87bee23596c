import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { recipientKeys } from './keys'
import type { SuppressionReason } from './suppress'

/** What the list holds; `key` in hex, never an address. */
export interface SuppressionRecord {
  key: string
  reason: SuppressionReason
  detail: string
  since: Date
  liftedAt: Date | null
  /** An operator's account id. */
  liftedBy: string | null
}

/** Mails go out to it again; the row stays, to tell who decided so. @returns whether there was anything to lift */
export async function lift(key: string, by: string, now: Date, tx: Prisma.TransactionClient = db()): Promise<boolean> {
  if (!/^[0-9a-f]{64}$/.test(key)) return false
  const { count } = await tx.suppression.updateMany({
    where: { key: new Uint8Array(Buffer.from(key, 'hex')), liftedAt: null },
    data: { liftedAt: now, liftedBy: by },
  })
  return count === 1
}

/** What stands about an address, also when it was lifted. @param address as `EmailAddress` gives it */
export async function findSuppression(address: string): Promise<SuppressionRecord | null> {
  const found = await db().suppression.findFirst({ where: { key: { in: recipientKeys(address) } } })
  return found && recordOf(found)
}

/** The newest first. @param before the `since` of the last row of the page before */
export async function listSuppressions({
  limit,
  before,
}: {
  limit: number
  before?: Date
}): Promise<SuppressionRecord[]> {
  const rows = await db().suppression.findMany({
    where: before ? { since: { lt: before } } : {},
    orderBy: { since: 'desc' },
    take: limit,
  })
  return rows.map(recordOf)
}

const recordOf = ({ key, reason, ...rest }: Prisma.SuppressionGetPayload<object>): SuppressionRecord => ({
  ...rest,
  key: Buffer.from(key).toString('hex'),
  reason: reason as SuppressionReason,
})
