import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { isTimeZone } from '../time-zone'
import { nextSlot } from './slots'

/**
 * Brings back what was paused until a day that has come: the first slot of that day or after it is the next. A scheduler's
 * work, safe at any time and beside itself.
 * @returns how many
 */
export async function resumePaused(now: Date, tx: Prisma.TransactionClient = db()): Promise<number> {
  const over = await tx.subscription.findMany({
    where: { state: 'paused', pausedUntil: { lte: now } },
    select: { id: true, rhythm: true, hour: true, zone: true, pausedUntil: true },
  })
  let resumed = 0
  for (const { id, pausedUntil, ...schedule } of over) {
    if (!pausedUntil) continue
    const zone = isTimeZone(schedule.zone) ? schedule.zone : 'UTC'
    const nextDueAt = nextSlot({ ...schedule, zone }, new Date(pausedUntil.getTime() - 1))
    const { count } = await tx.subscription.updateMany({
      where: { id, state: 'paused', pausedUntil },
      data: { state: 'active', pausedUntil: null, nextDueAt },
    })
    resumed += count
  }
  return resumed
}
