import { expectedDaysBetween } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { dueDay } from '../ingest/judge-freshness'
import type { ListAddress } from './list-address'
import { type Schedule, slotBefore } from './slots'

/** Which papers of a list the issue of a slot is made of; whatever a reader was sent before is left out of it later. */
export type Coverage =
  /** The whole list: trending is worth reading again from its top. */
  | { kind: 'whole' }
  /** Papers listed since then: lists whose papers come to it one by one, or some days after they were announced. */
  | { kind: 'recent'; since: Date }
  | Listings

/** What arXiv announced between two listings. */
export interface Listings {
  kind: 'listings'
  /** The day of the newest listing at the slot before; that one had it. */
  after: string
  /** The day of the newest listing at this slot; the same as `after` when arXiv announced nothing between. */
  through: string
  /** The first slot that had `after`: what came into the house later was too late for it. */
  lateSince: Date
}

/** How far back a list looks whose papers do not come by listings: votes and searches find a paper later than its day. */
const RECENT_DAYS = { usual: 30, monthly: 62 }
const DAY_MS = 24 * 3_600_000
/** A list without a listing for longer does not happen; arXiv's longest break is four days. */
const MOST_SLOTS_BACK = 15

/** Pure, by arXiv's calendar alone. */
export function coverageOf({ view, minVotes }: ListAddress, schedule: Schedule, slot: Date): Coverage {
  if (view.kind === 'trending') return { kind: 'whole' }
  if (minVotes > 0 || !(view.kind === 'newest' || view.kind === 'category')) {
    const days = schedule.rhythm === 'monthly' ? RECENT_DAYS.monthly : RECENT_DAYS.usual
    return { kind: 'recent', since: new Date(slot.getTime() - days * DAY_MS) }
  }
  const previous = slotBefore(schedule, slot)
  const after = dueDay(previous)
  return { kind: 'listings', after, through: dueDay(slot), lateSince: firstSlotWith(after, schedule, previous) }
}

/** The days whose listings are expected in it, in their order; none: a quiet day. */
export const listingDays = ({ after, through }: Listings): string[] => expectedDaysBetween(after, addDays(through, 1))

function firstSlotWith(day: string, schedule: Schedule, slot: Date): Date {
  let first = slot
  for (let back = 0; back < MOST_SLOTS_BACK; back++) {
    const before = slotBefore(schedule, first)
    if (dueDay(before) !== day) break
    first = before
  }
  return first
}
