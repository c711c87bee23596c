import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { log, withoutAddresses } from '../log'
import { recipientKey } from './keys'

/**
 * Why an address gets no mail: its reader called a mail spam, a server said that nobody is there, or an operator decided so. A
 * later one is not overwritten by an earlier one.
 */
export const SUPPRESSION_REASONS = ['complained', 'bounced', 'operator'] as const
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number]

interface Cause {
  reason: SuppressionReason
  /** What was said; addresses in it are left out. */
  detail: string
}

const MAX_DETAIL = 300

/**
 * From now on this address gets no mail, also none that a sender holds already. Done twice, the first time stands.
 * @param address as `EmailAddress` gives it
 */
export const suppress = (
  address: string,
  cause: Cause,
  now: Date,
  tx: Prisma.TransactionClient = db(),
): Promise<void> => suppressKey(recipientKey(address), cause, now, tx)

/**
 * The same for whoever a mail went to, settled or not: a bounce names a delivery.
 * @returns false when the ledger does not know the mail any more
 */
export async function suppressRecipientOf(
  deliveryId: string,
  cause: Cause,
  now: Date,
  tx: Prisma.TransactionClient = db(),
): Promise<boolean> {
  const known = await keyOfDelivery(deliveryId, tx)
  if (known) await suppressKey(known.key, cause, now, tx)
  return known !== null
}

/** The key of the address that a mail went to, and which try of it was the last; null when the ledger does not know the mail any more. */
export async function keyOfDelivery(
  deliveryId: string,
  tx: Prisma.TransactionClient,
): Promise<{ key: Uint8Array<ArrayBuffer>; attempt: number } | null> {
  const found = await tx.delivery.findUnique({
    where: { id: deliveryId },
    select: { recipient: true, recipientKey: true, attempts: true },
  })
  const key = found && (found.recipient ? recipientKey(found.recipient) : found.recipientKey)
  return key && { key, attempt: found.attempts }
}

/** The same for a key of this list. */
export async function suppressKey(
  key: Uint8Array<ArrayBuffer>,
  { reason, detail }: Cause,
  now: Date,
  tx: Prisma.TransactionClient = db(),
): Promise<void> {
  const text = withoutAddresses(detail).slice(0, MAX_DETAIL)
  const rank = (of: Prisma.Sql) => Prisma.sql`array_position(${[...SUPPRESSION_REASONS]}::text[], ${of})`
  const written = await tx.$executeRaw`
    insert into suppressions as s (key, reason, detail, since)
    values (${key}::bytea, ${reason}, ${text}, ${now}::timestamptz)
    on conflict (key) do update set reason = excluded.reason, detail = excluded.detail, since = excluded.since,
      lifted_at = null, lifted_by = null
    where s.lifted_at is not null or ${rank(Prisma.sql`excluded.reason`)} > ${rank(Prisma.sql`s.reason`)}`
  if (written > 0) log.info({ reason, detail: text }, 'an address gets no more mail')
}
