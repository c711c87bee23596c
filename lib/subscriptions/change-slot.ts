import { dueDay } from '../ingest/judge-freshness'
import { newestSlot, nextSlot, type Schedule, slotBefore } from './slots'

/**
 * The slot that a subscription waits for when its reader changed its rhythm, hour or zone: the next one of the new schedule.
 * A slot that is due already and whose mail was not made, since arXiv's listing is still to come, is not lost by that: unless the next
 * slot makes up for it, the newest slot of the new schedule takes its place, and is due at once.
 */
export function slotAfterChange(before: Schedule & { nextDueAt: Date | null }, after: Schedule, now: Date): Date {
  const next = nextSlot(after, now)
  if (before.nextDueAt === null || before.nextDueAt > now) return next
  const lastMailed = dueDay(slotBefore(before, newestSlot(before, now)))
  return dueDay(slotBefore(after, next)) <= lastMailed ? next : newestSlot(after, now)
}
