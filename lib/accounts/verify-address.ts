import type { Prisma } from '@/generated/prisma/client'

/**
 * Notes that these readers have proven their address. At the first proof the account's age starts, which decides when its
 * votes count: an address that somebody else once typed into a form must not have aged meanwhile. Later proofs change nothing.
 */
export async function verifyAddress(
  tx: Prisma.TransactionClient,
  whose: Prisma.ReaderWhereInput,
  now: Date,
): Promise<void> {
  await tx.reader.updateMany({
    where: { AND: [whose, { emailVerified: false }] },
    data: { emailVerified: true, createdAt: now },
  })
}
