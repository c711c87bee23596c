import { RANKING } from './constants'
import { type Term, termScore } from './term'

/**
 * The sort key of trending lists; higher ranks first. Every act weighs `2^(its tick / half-life)`, so old acts never need to be aged:
 * the key changes only when somebody acts, and lives in an indexed column. Why not gravity: docs/decisions/0033-the-score.md.
 * @param listedTick of the paper's announcement (where unknown: submission, first sight)
 */
export function heat(listedTick: number, terms: readonly Pick<Term, 'tick' | 'weight'>[]): number {
  const parts = [newcomerScore(listedTick), ...terms.map(termScore)]
  const top = Math.max(...parts)
  return top + Math.log2(parts.reduce((sum, part) => sum + 2 ** (part - top), 0))
}

/** The score of a paper for which nobody did anything yet. */
export const newcomerScore = (listedTick: number): number => termScore({ tick: listedTick, weight: RANKING.newcomer })
