import type { Prisma } from '@/generated/prisma/client'

/** Digests of the view at this address, in whatever narrowing. */
const of = (path: string): Prisma.SubscriptionWhereInput => ({
  OR: [{ view: path }, { view: { startsWith: `${path}?` } }],
})

/**
 * Ends the digests of a view that is not for everybody any more, in the transaction that closes it: then what waits is not sent either.
 * @param but whose go on; null: nobody's
 */
export async function endDigestsOf(
  tx: Prisma.TransactionClient,
  path: string,
  now: Date,
  but: string | null,
): Promise<void> {
  await tx.subscription.updateMany({
    where: { ...of(path), state: { not: 'unsubscribed' }, ...(but !== null && { readerId: { not: but } }) },
    data: { state: 'unsubscribed', unsubscribedAt: now, nextDueAt: null },
  })
}

/** Takes a reader's digests of a view along to its new address. */
export async function moveDigestsOf(
  tx: Prisma.TransactionClient,
  readerId: string,
  from: string,
  to: string,
): Promise<void> {
  await tx.$executeRaw`
    update subscriptions set view = ${to} || substr(view, ${from.length + 1}::int)
    where reader_id = ${readerId} and (view = ${from} or starts_with(view, ${`${from}?`}))`
}
