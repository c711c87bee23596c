import { type DayRange, dayRange, monthRange, weekRange } from './calendar'
import type { View } from './view'

/** The days of a list of days; null for every other view. */
export function spanOf(view: View): DayRange | null {
  if (view.kind === 'day') return dayRange(view.day)
  if (view.kind === 'week') return weekRange(view.week)
  return view.kind === 'month' ? monthRange(view.month) : null
}
