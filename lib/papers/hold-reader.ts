import { Prisma } from '@/generated/prisma/client'

/**
 * Holds a reader's row until the transaction ends: nothing else is done with their votes and comments meanwhile, nor is the account deleted. Comes before
 * all else of theirs (docs/decisions/0058-one-order-of-locks.md). May be asked again.
 */
export async function holdReader(tx: Prisma.TransactionClient, readerId: string): Promise<void> {
  await tx.$queryRaw`select 1 as held from readers where id = ${readerId} for no key update`
}

/** The same as a query named `held` (id) of the one statement that writes something of theirs from it; of a reader who is gone it has no row. */
export const heldReader = (readerId: string): Prisma.Sql =>
  Prisma.sql`held as (select id from readers where id = ${readerId} for no key update)`
