import { closingInstant, feedInstant } from '../announcement-calendar'
import { addDays, easternInstant } from '../announcement-day'
import type { Batch, Look } from './batch-facts'

const MINUTE_MS = 60_000
/** Minutes between looks while waiting, by the number of looks that were taken. */
const PACE: readonly { looks: number; minutes: number }[] = [
  { looks: 4, minutes: 15 },
  { looks: 12, minutes: 20 },
  { looks: Number.POSITIVE_INFINITY, minutes: 30 },
]
/** A feed may be filled in two steps: minutes after the last growth at which a listing is read once more. */
const CONFIRM_MINUTES = [45, 225]
const RARE_MINUTES = 120
/** Before a day is over and its feed is gone. */
const LAST_CALL_MINUTES = 10
const WEEKEND_MINUTES = 360
/** A look is taken along so long before its time, so that feeds that were read one after the other stay together. */
export const EARLY_MINUTES = 1

/** From noon US Eastern on, twelve hours after its time, a listing is late: looked for rarely, and said so. */
export const cutOff = (day: string): Date => easternInstant(day, '12:00')

/**
 * When to look next; null is silence. While waiting every 15 to 30 minutes; what is complete is confirmed twice; what is
 * late, failed, quiet or a holiday is still looked at every two hours, last a moment before its day is over, and what is not
 * known then every six until the next feed. Pure.
 */
export function lookAgain({ state, looks, completedAt }: Batch, look: Look, day: string, at: Date): Date | null {
  const dayEnd = feedInstant(addDays(day, 1))
  switch (state) {
    case 'waiting':
      return before(closingInstant(day), after(at, PACE.find((pace) => looks < pace.looks)?.minutes ?? RARE_MINUTES))
    case 'complete':
      return before(closingInstant(day), confirmAt(completedAt ?? at, look, at))
    case 'quiet':
    case 'holiday':
      return rarely(dayEnd, at)
    case 'late':
    case 'failed':
      return rarely(dayEnd, at) ?? before(closingInstant(day), after(at, WEEKEND_MINUTES))
  }
}

function confirmAt(since: Date, look: Look, at: Date): Date | null {
  const next = CONFIRM_MINUTES.map((minutes) => after(since, minutes)).find((instant) => instant > early(at))
  // A last look that told nothing is none.
  return next ?? (look.outcome === 'trouble' ? after(at, RARE_MINUTES) : null)
}

function rarely(dayEnd: Date, at: Date): Date | null {
  const last = after(dayEnd, -LAST_CALL_MINUTES)
  const next = after(at, RARE_MINUTES)
  if (next <= last) return next
  return early(at) < last ? last : null
}

/** What is due by then was meant by a look that was taken early. */
const early = (at: Date) => after(at, EARLY_MINUTES)
const before = (end: Date, instant: Date | null) => (instant && instant < end ? instant : null)
const after = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * MINUTE_MS)
