import { momentOf } from './daily-list'
import { featuresOf } from './features'
import { type Example, fitRidge } from './fit'
import type { Model } from './model'
import type { ListedDay } from './next-day'

/** The first day that is not trained on: May and June 2025 are reported. */
export const TRAIN_BEFORE = '2025-05-01'
const RIDGE = 1

/** A model of the days before the first of May 2025; with its origin null where there are none. */
export function trainEarlyWarning(
  days: readonly ListedDay[],
  { trainedOn, now }: { trainedOn: string; now: Date },
): Model {
  const taught = days.filter(({ day }) => day < TRAIN_BEFORE)
  const examples = taught.flatMap(examplesOf)
  const [first, last] = [taught[0], taught.at(-1)]
  if (!first || !last || examples.length === 0) return { origin: null, bias: 0, weights: {} }
  const { bias, weights } = fitRidge(examples, RIDGE)
  return {
    origin: {
      ...{ trainedOn, from: first.day, to: last.day, days: taught.length, moments: examples.length, ridge: RIDGE },
      at: now.toISOString().slice(0, 10),
    },
    bias: rounded(bias),
    weights: Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, rounded(weight)])),
  }
}

/** Every sight of every paper that is on the list of the next day. */
function examplesOf({ day, captures, outcome }: ListedDay): Example[] {
  const before = new Map<string, { upvotes: number; at: Date }>()
  return captures.flatMap(({ at, entries }) =>
    entries.flatMap((entry) => {
      const votes = outcome.get(entry.paperId)
      const moment = momentOf(entry, { day, at }, before.get(entry.paperId) ?? null)
      before.set(entry.paperId, { upvotes: entry.upvotes, at })
      return votes === undefined ? [] : [{ features: featuresOf(moment), target: Math.log1p(votes) }]
    }),
  )
}

const rounded = (number: number) => Math.round(number * 10_000) / 10_000
