import { PROXIMITY_WORDS, RANKING, type TextRanking } from './parameters'
import type { WordCodes } from './word-codes'

/** A word of a query, and what it weighs: how rare it is. */
export interface WeighedWord {
  code: number
  weight: number
}

export interface AverageLengths {
  titleWords: number
  abstractWords: number
}

/** BM25's weight of a word that so many of all papers hold. Never negative. */
export const rarity = (holding: number, papers: number): number =>
  Math.log(1 + (Math.max(papers, holding) - holding + 0.5) / (holding + 0.5))

/**
 * How well the text of a paper answers a query: BM25 over title and abstract as one text of weighted fields (BM25F), and what neighbours in
 * the query add when they are near each other in the paper. 0 only where no word is. Made once for all papers that a query weighs.
 */
export function textScorer(
  words: readonly WeighedWord[],
  average: AverageLengths,
  { k1, titleB, abstractB, titleWeight, proximity }: TextRanking = RANKING,
): (paper: WordCodes) => number {
  const placesIn = placesOf(words)
  return ({ title, abstract }) => {
    const inTitle = placesIn(title)
    const inAbstract = placesIn(abstract)
    const titleNorm = 1 - titleB + titleB * (title.length / Math.max(average.titleWords, 1))
    const abstractNorm = 1 - abstractB + abstractB * (abstract.length / Math.max(average.abstractWords, 1))
    let score = 0
    for (const [index, { weight }] of words.entries()) {
      const mentions =
        (titleWeight * (inTitle[index]?.length ?? 0)) / titleNorm + (inAbstract[index]?.length ?? 0) / abstractNorm
      score += (weight * mentions * (k1 + 1)) / (mentions + k1)
    }
    return score + proximity * (nearness(words, inTitle) + nearness(words, inAbstract))
  }
}

/** Finds the places of each word in a text. A word that is asked for twice has them where it comes last. */
function placesOf(words: readonly WeighedWord[]): (text: Uint32Array) => number[][] {
  const wanted = new Map(words.map(({ code }, index) => [code, index]))
  // Most words of a text are none of these, which the end of their codes tells sooner than a look into a map.
  const ends = new Uint8Array(2 ** END_BITS)
  const last = ends.length - 1
  for (const { code } of words) ends[code & last] = 1
  return (text) => {
    const places: number[][] = []
    for (let at = 0; at < text.length; at += 1) {
      const code = text[at] as number
      if (ends[code & last] === 0) continue
      const index = wanted.get(code)
      if (index === undefined) continue
      places[index] ??= []
      places[index].push(at)
    }
    return places
  }
}

const END_BITS = 12

/** Of each two neighbours of the query what the rarer weighs, by the square of how far from side by side the nearest are. */
function nearness(words: readonly WeighedWord[], places: number[][]): number {
  let sum = 0
  for (let index = 1; index < words.length; index += 1) {
    const [before, after] = [places[index - 1], places[index]]
    if (!before || !after) continue
    const distance = smallestStep(before, after)
    if (distance <= PROXIMITY_WORDS)
      sum += Math.min((words[index - 1] as WeighedWord).weight, (words[index] as WeighedWord).weight) / distance ** 2
  }
  return sum
}

/** Steps from one to the other, in either order; side by side in the query's order is 1, in the other 2. Both lists rise. */
function smallestStep(before: readonly number[], after: readonly number[]): number {
  let smallest = Number.POSITIVE_INFINITY
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    const step = (after[j] as number) - (before[i] as number)
    smallest = Math.min(smallest, step > 0 ? step : 1 - step)
    if (step > 0) i += 1
    else j += 1
  }
  return smallest
}

/** Whether words stand side by side, in this order, in a text. Of no words, yes. */
export function holdsPhrase(phrase: readonly number[], text: Uint32Array): boolean {
  if (phrase.length === 0) return true
  const [first] = phrase
  for (let from = text.indexOf(first as number); from !== -1; from = text.indexOf(first as number, from + 1)) {
    if (phrase.every((code, step) => text[from + step] === code)) return true
  }
  return false
}
