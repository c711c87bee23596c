import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { wakeSenders } from './enqueue'

/**
 * SQL: mail `d` may leave although an operator stopped all sending, or nobody did. Codes to sign in go out even so: without one no
 * operator could come back and end the pause.
 */
export const isNotPaused = Prisma.sql`(d.kind = 'sign-in' or not exists (
  select from sending_pauses p where p.ended_at is null
))`

/** The pause of all sending that stands; null: mails leave. */
export const findSendingPause = (): Promise<{ since: Date; reason: string } | null> =>
  db().sendingPause.findFirst({ where: { endedAt: null }, select: { since: true, reason: true } })

/** No mail leaves, also none that a sender holds already. @returns false when that was so before */
export async function pauseSending(tx: Prisma.TransactionClient, reason: string, now: Date): Promise<boolean> {
  const begun = await tx.$executeRaw`
    insert into sending_pauses (since, reason) values (${now}::timestamptz, ${reason}) on conflict do nothing`
  return begun === 1
}

/** Mails leave again, each up to its deadline. @returns false when they did before */
export async function resumeSending(tx: Prisma.TransactionClient, now: Date): Promise<boolean> {
  const { count } = await tx.sendingPause.updateMany({ where: { endedAt: null }, data: { endedAt: now } })
  if (count > 0) await wakeSenders(tx)
  return count > 0
}
