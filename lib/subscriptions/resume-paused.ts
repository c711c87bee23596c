import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { isTimeZone } from '../time-zone'
import { nextSlot, type Schedule } from './slots'

/**
 * Brings back what was paused until a day that has come: the first slot of that day or after it is the next. A scheduler's
 * work, safe at any time and beside itself.
 * @returns how many
 */
export async function resumePaused(now: Date, tx: Prisma.TransactionClient = db()): Promise<number> {
  const over = await tx.$queryRaw<(Schedule & { until: Date })[]>`
    select distinct rhythm, hour, zone, paused_until as until from subscriptions
    where state = 'paused' and paused_until <= ${now}::timestamptz`
  if (over.length === 0) return 0
  const moves = over.map(({ until, ...schedule }) => ({
    ...schedule,
    until,
    next: nextSlot(
      { ...schedule, zone: isTimeZone(schedule.zone) ? schedule.zone : 'UTC' },
      new Date(until.getTime() - 1),
    ),
  }))
  // In one order, so that two schedulers do not wait for each other.
  return tx.$executeRaw`
    with m as (
      select * from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb)
        as m(rhythm text, hour smallint, zone text, until timestamptz, next timestamptz)
    ), over as (
      select s.id, m.next from subscriptions s join m on m.rhythm = s.rhythm and m.hour = s.hour and m.zone = s.zone and m.until = s.paused_until
      where s.state = 'paused' order by s.id for no key update of s skip locked
    )
    update subscriptions s set state = 'active', paused_until = null, next_due_at = over.next from over where s.id = over.id`
}
