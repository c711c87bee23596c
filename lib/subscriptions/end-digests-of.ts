import { Prisma } from '@/generated/prisma/client'
import { nameKey } from '../accounts/public-name'
import { holdDigests } from './hold-digests'

/** Digests of the view at this address, in whatever narrowing. */
const of = (path: string) => Prisma.sql`(view = ${path} or starts_with(view, ${`${path}?`}))`

/**
 * Ends the digests of a view that is not for everybody any more, in the transaction that closes it: then what waits is not sent either. All of
 * the view are held.
 * @param whose all but this reader's; null: everybody's
 */
export async function endDigestsOf(
  tx: Prisma.TransactionClient,
  path: string,
  now: Date,
  whose: { but: string } | null,
): Promise<void> {
  await holdDigests(tx, of(path))
  await tx.$executeRaw`
    update subscriptions set state = 'unsubscribed', unsubscribed_at = ${now}::timestamptz, next_due_at = null
    where ${of(path)} and state <> 'unsubscribed' and reader_id is distinct from ${whose?.but ?? null}`
}

/** Ends a reader's own digest of a group, however its name was spelled where it was asked for. */
export async function endDigestsOfGroup(
  tx: Prisma.TransactionClient,
  name: string,
  readerId: string,
  now: Date,
): Promise<void> {
  const theirs = Prisma.sql`reader_id = ${readerId} and state <> 'unsubscribed' and names_it(view, '/groups/', ${nameKey(name)})`
  await holdDigests(tx, theirs)
  await tx.$executeRaw`
    update subscriptions set state = 'unsubscribed', unsubscribed_at = ${now}::timestamptz, next_due_at = null where ${theirs}`
}

/** Takes a reader's digests of a view along to its new address, in a transaction that holds all of the view. */
export async function moveDigestsOf(
  tx: Prisma.TransactionClient,
  readerId: string,
  from: string,
  to: string,
): Promise<void> {
  await tx.$executeRaw`
    update subscriptions set view = ${to} || substr(view, ${from.length + 1}::int)
    where reader_id = ${readerId} and ${of(from)}`
}
