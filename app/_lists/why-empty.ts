import { closingInstant, expectedDaysBetween, lookUpDay } from '@/lib/announcement-calendar'
import { addDays } from '@/lib/announcement-day'
import type { DayRange } from '@/lib/views/calendar'
import { type ListType, type Typed, typesInWords, typesOf } from '@/lib/views/list-types'
import type { Within } from '@/lib/views/view'

interface Emptiness {
  view: Typed & Within
  /** Of all kinds; null: not counted. */
  counts: Record<ListType, number> | null
  now: Date
}

/**
 * Why a list of days holds nothing, in words. One that leaves kinds or categories out may be empty on a day that was not; a day on which
 * arXiv announces by its calendar is awaited while somebody looks for its listing.
 * @param when `that day`, `that week`
 */
export function whyEmpty(when: string, days: DayRange, { view, counts, now }: Emptiness): string {
  const { categories } = view
  if (categories) return `Nothing of ${categories.join(', ')} is known here of ${when}.`
  const isShown = typesInWords(typesOf(view)).replace(' and ', ' or ')
  if (counts && Object.values(counts).some((count) => count > 0)) return `arXiv announced no ${isShown} ${when}.`
  const expected = expectedDaysBetween(addDays(days.first, -1), days.end)
  if (expected.some((day) => closingInstant(day) > now)) return `arXiv’s announcement of ${when} has not come yet.`
  const none = `No announcement of ${when} is known here.`
  if (expected.length > 0) return none
  const first = lookUpDay(days.first)
  return first.status === 'expected' ? none : `${none} ${first.reason}`
}
