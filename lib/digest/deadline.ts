import { isSeldom, rhythmOf } from '../subscriptions/rhythm'
import { nextSlot, type Schedule } from '../subscriptions/slots'

const HOUR_MS = 3_600_000

/** How long after its slot an issue waits for a listing that is not complete; then it goes out and says what is missing. */
const WAIT_HOURS = 6
/** How long after its slot a mail may still be sent. */
const LIFE_HOURS = { often: 12, seldom: 48 }

/** Until when an issue waits for what is missing. */
export const waitsUntil = (slot: Date): Date => new Date(slot.getTime() + WAIT_HOURS * HOUR_MS)

/** When a mail of this slot is too late to be sent: after half a day, or two where it comes seldom; never past the next issue. */
export function deadlineOf(schedule: Schedule, slot: Date): Date {
  const hours = isSeldom(rhythmOf(schedule.rhythm)) ? LIFE_HOURS.seldom : LIFE_HOURS.often
  return new Date(Math.min(slot.getTime() + hours * HOUR_MS, nextSlot(schedule, slot).getTime()))
}
