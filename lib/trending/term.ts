import { RANKING } from './constants'

/** One thing that somebody did, as the score knows it. */
export interface Term {
  /** `vote`, or what a signal calls itself. */
  kind: string
  at: Date
  /** `at` on the announcement clock. */
  tick: number
  /** In votes; above 0. */
  weight: number
}

/** What a term adds to the sum whose logarithm the score is, as its own logarithm: `log2(weight * 2^(tick / half-life))`. */
export const termScore = ({ tick, weight }: Pick<Term, 'tick' | 'weight'>): number =>
  tick / RANKING.halfLifeDays + Math.log2(weight)

/** What a term is worth at a tick, in votes given at that very instant; these add up. */
export const worthAt = ({ tick, weight }: Pick<Term, 'tick' | 'weight'>, now: number): number =>
  weight * 2 ** ((tick - now) / RANKING.halfLifeDays)
