import { z } from 'zod'
import { featuresOf, type Moment } from './features'
import shipped from './model.json' with { type: 'json' }

const Model = z.object({
  /** What the weights were learnt from; null: nothing yet, and nothing is predicted. */
  origin: z
    .object({
      trainedOn: z.string(),
      from: z.string(),
      to: z.string(),
      days: z.number(),
      moments: z.number(),
      ridge: z.number(),
      at: z.string(),
    })
    .nullable(),
  bias: z.number(),
  /** By the name of a feature (features.ts). */
  weights: z.record(z.string(), z.number()),
})

/** A linear model of `ln(1 + upvotes of the next day)`. */
export type Model = z.infer<typeof Model>

/** The model that ships, from `model.json`, which `npm run train -- early-warning` writes. */
export const MODEL: Model = Model.parse(shipped)

const MAX_PREDICTED = 100_000

/** How many upvotes a paper will have on the next day, never fewer than it has; null while the model learnt from nothing. */
export function predictUpvotes({ origin, bias, weights }: Model, moment: Moment): number | null {
  if (!origin) return null
  let sum = bias
  for (const [name, value] of featuresOf(moment)) sum += value * (weights[name] ?? 0)
  return Math.round(Math.min(MAX_PREDICTED, Math.max(moment.upvotes, Math.expm1(Math.min(sum, 20)))))
}
