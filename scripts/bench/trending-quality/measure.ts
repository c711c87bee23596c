import { hoursInto } from '@/lib/signals/early-warning/daily-list'
import type { ListedDay } from '@/lib/signals/early-warning/next-day'
import { spearman, topShare } from './judge'
import type { Rule } from './rules'

/** From so many hours into a list's day, before so many. */
export interface Age {
  from: number
  before: number
}

export interface Measured {
  days: number
  /** Means over the days; NaN where there is none. */
  spearman: number
  topFive: number
}

const MIN_PAPERS = 6

/**
 * How well a rule foretells the next day: on each day the last sight of the list within the age, ranked by the rule, against the whole list
 * of the next day. A paper that was not there yet stands below all that were.
 */
export function measure(days: readonly ListedDay[], { from, before }: Age, rule: Rule): Measured {
  const results = days.flatMap(({ day, captures, outcome }) => {
    const seen = captures.filter(({ at }) => hoursInto(day, at) < before)
    const last = seen.at(-1)
    if (!last || hoursInto(day, last.at) < from || outcome.size < MIN_PAPERS) return []
    const scores = rule(seen)
    const ids = [...outcome.keys()]
    const [ranked, truth] = [
      ids.map((id) => scores.get(id) ?? Number.NEGATIVE_INFINITY),
      ids.map((id) => outcome.get(id) ?? 0),
    ]
    const correlation = spearman(ranked, truth)
    return correlation === null ? [] : [{ correlation, topFive: topShare(ranked, truth) }]
  })
  const mean = (of: (result: (typeof results)[number]) => number) =>
    results.reduce((sum, result) => sum + of(result), 0) / results.length
  return {
    days: results.length,
    spearman: mean(({ correlation }) => correlation),
    topFive: mean(({ topFive }) => topFive),
  }
}
