import type { Prisma } from '@/generated/prisma/client'
import { log } from '../log'
import { recipientKeys } from '../suppression/keys'

/**
 * Bans whoever was banned, deleted the account and proves the same address again; the public log says so, so that a moderator can let them
 * back in. Nothing is kept of the hash then. For everybody else it is one look.
 */
export async function banAgain(
  tx: Prisma.TransactionClient,
  { id: readerId, email }: { id: string; email: string },
  now: Date,
): Promise<void> {
  const kept = await tx.$queryRaw<{ at: Date; reason: string }[]>`
    delete from kept_bans where key = any(${recipientKeys(email)}::bytea[]) returning at, reason`
  const [ban] = kept
  if (!ban) return
  await tx.ban.createMany({ data: { readerId, ...ban }, skipDuplicates: true })
  await tx.moderationAct.create({ data: { at: now, act: 'ban-again', reason: ban.reason, readerId } })
  log.info({ event: 'banned again', reader: readerId })
}
