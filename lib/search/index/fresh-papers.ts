import { listTexts } from './documents'
import { type Change, MAX_FRESH } from './state'
import { stemsOf } from './stems'
import { codeOf, type WordCodes } from './word-codes'

/** Between them searches have their turn. */
const TEXTS_AT_A_TIME = 25

/** Papers that changed since the index was written, in memory: few, and looked through one by one. */
export class FreshPapers {
  readonly #papers = new Map<string, { mark: string; codes: WordCodes | null }>()

  /** There are more changes than are kept. */
  get overflows(): boolean {
    return this.#papers.size >= MAX_FRESH
  }

  /** Whether the index is out of date about a paper. */
  has(id: string): boolean {
    return this.#papers.has(id)
  }

  /** The words of those that are there. */
  *all(): Generator<[id: string, codes: WordCodes]> {
    for (const [id, { codes }] of this.#papers) if (codes) yield [id, codes]
  }

  /**
   * What the log tells by now: what changed is read anew, what the index holds by now is left out. This one stays as it is, for searches
   * that are under way in the version of the index to which it belongs.
   * @param isFormer another index is in use by now: what only that one holds, and the log therefore no longer tells, stays
   */
  async followed(changes: readonly Change[], { isFormer = false } = {}): Promise<FreshPapers> {
    const next = new FreshPapers()
    if (isFormer) for (const [id, known] of this.#papers) next.#papers.set(id, known)
    const unread: Change[] = []
    for (const change of changes) {
      const known = this.#papers.get(change.id)
      if (known?.mark === change.mark) next.#papers.set(change.id, known)
      else unread.push(change)
    }
    for (let from = 0; from < unread.length; from += TEXTS_AT_A_TIME)
      await next.#read(unread.slice(from, from + TEXTS_AT_A_TIME))
    return next
  }

  async #read(changes: readonly Change[]): Promise<void> {
    const texts = new Map((await listTexts(changes.map(({ id }) => id))).map((text) => [text.id, text]))
    for (const { id, mark } of changes) {
      const text = texts.get(id)
      this.#papers.set(id, {
        mark,
        codes: text ? { title: codesOf(text.title), abstract: codesOf(text.abstract) } : null,
      })
    }
  }
}

const codesOf = (text: string) => Uint32Array.from(stemsOf(text), codeOf)
