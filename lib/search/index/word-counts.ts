import type { IndexedWord } from './form'

/** So many words are counted at a time; then those that were met once are forgotten: of very many texts they are mostly misspelt. */
const MAX_WORDS = 1_500_000

/** Counts, while an index is made, how many papers hold each word, and how long texts are. */
export class WordCounts {
  readonly #papers = new Map<string, number>()
  #texts = 0
  #titleWords = 0
  #abstractWords = 0

  add(title: readonly string[], abstract: readonly string[]): void {
    this.#texts += 1
    this.#titleWords += title.length
    this.#abstractWords += abstract.length
    for (const stem of new Set([...title, ...abstract])) this.#papers.set(stem, (this.#papers.get(stem) ?? 0) + 1)
    if (this.#papers.size > MAX_WORDS) this.#forgetRare()
  }

  get averages() {
    const texts = Math.max(this.#texts, 1)
    return { titleWords: this.#titleWords / texts, abstractWords: this.#abstractWords / texts }
  }

  /** Words that more than one paper holds. */
  *known(): Generator<IndexedWord> {
    for (const [stem, papers] of this.#papers) if (papers > 1) yield { stem, papers }
  }

  #forgetRare(): void {
    for (const [stem, papers] of this.#papers) if (papers === 1) this.#papers.delete(stem)
  }
}
