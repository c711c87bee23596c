import { dueDay } from '../ingest/judge-freshness'
import { rhythmText, WEEKDAYS } from './rhythm'
import { newestSlot, nextSlot, type Schedule, slotBefore, weekdayOf } from './slots'

/** The issue that a subscription waits for. */
export interface Awaited {
  nextDueAt: Date
  /** The rhythm that has the slot before it, up to which it looks back; null: the subscription's own. */
  lookback: string | null
}

/**
 * What a subscription waits for when its reader changed its rhythm, hour or zone: the next slot of the new schedule. No listing is lost
 * between the two: where the new schedule does not look back as far as the last mail, the next issue alone does.
 *
 * Where no rhythm has the next slot look back so far (a Monday's mail in a zone where that Monday has begun, asked for before the one of the old zone
 * came), the newest slot is due at once instead.
 *
 * A slot that is due already and whose mail was not made, since arXiv's listing is still to come, is not put off: the newest slot of
 * the new schedule takes its place, and is due at once, where it holds that listing and the next one would not make up for it.
 */
export function slotAfterChange(
  before: Schedule & { nextDueAt: Date | null; lookback: string | null },
  after: Schedule,
  now: Date,
): Awaited {
  const next = nextSlot(after, now)
  if (before.nextDueAt === null) return { nextDueAt: next, lookback: null }
  const isDue = before.nextDueAt <= now
  const awaited = isDue ? newestSlot(before, now) : before.nextDueAt
  const mailed = dueDay(slotBefore({ ...before, rhythm: before.lookback ?? before.rhythm }, awaited))
  const newest = newestSlot(after, now)
  const isAtOnce = dueDay(slotBefore(after, next)) > mailed && dueDay(newest) >= dueDay(awaited)
  const slots = isDue && isAtOnce ? [newest] : [next, newest]
  const awaits: Looking[] = slots.flatMap((nextDueAt) =>
    rhythmsBack(after, nextDueAt).map((rhythm) => {
      const lookback = rhythm === after.rhythm ? null : rhythm
      return { nextDueAt, lookback, after: dueDay(slotBefore({ ...after, rhythm }, nextDueAt)) }
    }),
  )
  // A longer break than a month is looked back as far as can be.
  const furthest = () => awaits.reduce((far, one) => (one.after < far.after ? one : far), awaits[0] as Looking)
  const { nextDueAt, lookback } = awaits.find((one) => one.after <= mailed) ?? furthest()
  return { nextDueAt, lookback }
}

type Looking = Awaited & { after: string }

const DAYS_OF_A_WEEK = 7

/** Rhythms that have this slot and look back further and further: its own, two days of the week, one, the month. */
function rhythmsBack(schedule: Schedule, slot: Date): string[] {
  const rhythms = [schedule.rhythm]
  let before = slot
  for (let back = 1; back <= DAYS_OF_A_WEEK; back++) {
    before = slotBefore({ ...schedule, rhythm: 'daily' }, before)
    const both = [weekdayOf(before, schedule.zone), weekdayOf(slot, schedule.zone)]
    rhythms.push(rhythmText({ kind: 'weekdays', days: WEEKDAYS.filter((day) => both.includes(day)) }))
  }
  return [...rhythms, 'monthly']
}
