import type { Prisma } from '@/generated/prisma/client'

/** Digests of the view at this address, in whatever narrowing. */
const of = (path: string): Prisma.SubscriptionWhereInput => ({
  OR: [{ view: path }, { view: { startsWith: `${path}?` } }],
})

/**
 * Ends the digests of a view that is not for everybody any more, in the transaction that closes it: then what waits is not sent either.
 * @param whose `but`: all but this reader's; `only`: this reader's alone; null: everybody's
 */
export async function endDigestsOf(
  tx: Prisma.TransactionClient,
  path: string,
  now: Date,
  whose: { but: string } | { only: string } | null,
): Promise<void> {
  await tx.subscription.updateMany({
    where: { ...of(path), state: { not: 'unsubscribed' }, ...readersOf(whose) },
    data: { state: 'unsubscribed', unsubscribedAt: now, nextDueAt: null },
  })
}

const readersOf = (whose: { but: string } | { only: string } | null): Prisma.SubscriptionWhereInput => {
  if (whose === null) return {}
  return { readerId: 'but' in whose ? { not: whose.but } : whose.only }
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
