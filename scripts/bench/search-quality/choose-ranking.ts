import { RANKING, type TextRanking } from '@/lib/search/index/parameters'

/** Values that are tried for each parameter. */
const TRIED: { [name in keyof TextRanking]: number[] } = {
  k1: [0.6, 0.9, 1.2, 1.6, 2],
  titleB: [0, 0.25, 0.5, 0.75],
  abstractB: [0.3, 0.5, 0.75, 0.9],
  titleWeight: [1, 1.5, 2, 2.5, 3, 4, 5],
  proximity: [0, 0.15, 0.3, 0.5, 0.8, 1.2],
}
const ROUNDS = 3

/**
 * The parameters that judge best, found by changing one after the other until no change helps: from the ones in use, so that equals change
 * nothing.
 * @param judge how good a choice is; higher is better
 */
export function chooseRanking(judge: (ranking: TextRanking) => number): { ranking: TextRanking; judged: number } {
  let best = { ranking: RANKING, judged: judge(RANKING) }
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = best
    for (const [name, tried] of Object.entries(TRIED))
      for (const value of tried) {
        const ranking = { ...best.ranking, [name]: value }
        const judged = judge(ranking)
        if (judged > best.judged) best = { ranking, judged }
      }
    if (best === before) break
  }
  return best
}
