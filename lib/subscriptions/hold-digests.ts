import type { Prisma } from '@/generated/prisma/client'

/**
 * Holds subscriptions until the transaction ends, in the order in which all hold them who change several, whoever freezes an issue above all:
 * so nobody waits in a circle. Before any issue (docs/decisions/0058-one-order-of-locks.md).
 * @param of a condition on rows of `subscriptions`
 */
export async function holdDigests(tx: Prisma.TransactionClient, of: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`select from subscriptions where ${of} order by reader_id, id for update`
}
