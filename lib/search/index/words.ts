import type { Table } from '@lancedb/lancedb'
import { codeOf } from './word-codes'

/** How many papers hold a word. */
export interface IndexedWords {
  /** Of a word that the index does not know, 1. */
  papersHolding(stem: string): number
}

/**
 * Reads the counts of all words into memory, eight bytes each and as much again of air: asked of the engine, those of a question that nobody
 * asked before cost it half of what ranking does.
 */
export async function readWords(table: Table): Promise<IndexedWords> {
  const counts = new CodeCounts(await table.countRows())
  for await (const batch of table.query().select(['stem', 'papers'])) {
    const [stems, papers] = [batch.getChild('stem'), batch.getChild('papers')]
    for (let at = 0; at < batch.numRows; at += 1) counts.set(codeOf(String(stems?.get(at))), Number(papers?.get(at)))
  }
  return { papersHolding: (stem) => counts.get(codeOf(stem)) ?? 1 }
}

/** Counts by the code of a word, in two flat tables: what hashes to a taken place goes to the next free one. 0 stands for none. */
export class CodeCounts {
  readonly #codes: Uint32Array
  readonly #counts: Uint32Array

  /** @param most that are ever set */
  constructor(most: number) {
    const places = 2 ** Math.ceil(Math.log2(1.5 * most + 2))
    this.#codes = new Uint32Array(places)
    this.#counts = new Uint32Array(places)
  }

  /** @param count above 0; of two words that share a code, the later one's stays */
  set(code: number, count: number): void {
    const at = this.#placeOf(code)
    this.#codes[at] = code
    this.#counts[at] = count
  }

  get(code: number): number | undefined {
    return this.#counts[this.#placeOf(code)] || undefined
  }

  /** Where a code stands, or the free place where it would. */
  #placeOf(code: number): number {
    const last = this.#codes.length - 1
    let at = code & last
    while (this.#counts[at] !== 0 && this.#codes[at] !== code) at = (at + 1) & last
    return at
  }
}
