import { RANKING, TELLING_WORDS } from '../index/parameters'
import { plainWords } from '../index/plain-words'
import { stemsOf } from '../index/stems'
import { rarity } from '../index/text-score'
import type { IndexedWords } from '../index/words'
import { isStopWord } from '../query/stop-words'

/** A word that says what a paper is about. */
export interface TellingWord {
  stem: string
  /** As the paper writes it, folded. */
  shown: string
  /** How rare it is. */
  weight: number
}

/** A word that a paper alone holds leads to no other. */
const FEWEST_PAPERS = 2

/**
 * The words that say most about a paper, in the order in which it says them: those that it holds often, in its title, and few others hold.
 */
export function tellingWords(
  { title, abstract }: { title: string; abstract: string },
  { papersHolding }: IndexedWords,
  papers: number,
): TellingWord[] {
  const mentions = new Map<string, number>()
  for (const stem of stemsOf(abstract)) mentions.set(stem, (mentions.get(stem) ?? 0) + 1)
  for (const stem of stemsOf(title)) mentions.set(stem, (mentions.get(stem) ?? 0) + RANKING.titleWeight)
  const shown = shownForms(`${title} ${abstract}`)
  return [...mentions]
    .filter(([stem]) => /\p{L}{2}/u.test(stem) && papersHolding(stem) >= FEWEST_PAPERS)
    .map(([stem, often], place) => {
      const weight = rarity(papersHolding(stem), papers)
      return { stem, shown: shown.get(stem) ?? stem, weight, place, says: weight * Math.log(1 + often) }
    })
    .sort((a, b) => b.says - a.says || a.place - b.place)
    .slice(0, TELLING_WORDS)
    .sort((a, b) => a.place - b.place)
    .map(({ stem, shown, weight }) => ({ stem, shown, weight }))
}

/** Of each stem the first word that led to it. */
function shownForms(text: string): Map<string, string> {
  const forms = new Map<string, string>()
  for (const word of plainWords(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []) {
    if (isStopWord(word)) continue
    for (const stem of stemsOf(word)) if (!forms.has(stem)) forms.set(stem, word)
  }
  return forms
}
