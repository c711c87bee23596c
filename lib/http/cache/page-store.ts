/** What an entry takes beside its page and the letters of its key. */
const ENTRY_BYTES = 200

/** Pages by key, as many as fit into so many bytes: the one that was asked for longest ago makes room. */
export class PageStore<Page extends { readonly bytes: number }> {
  #bytes = 0
  // A Map keeps its entries in the order in which they were put in: the first is the oldest.
  readonly #pages = new Map<string, { page: Page; bytes: number }>()

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#pages.size
  }

  get(key: string): Page | undefined {
    const held = this.#pages.get(key)
    if (!held) return undefined
    this.#pages.delete(key)
    this.#pages.set(key, held)
    return held.page
  }

  /** Keeps a page. One larger than a tenth of the room is not kept. */
  set(key: string, page: Page): void {
    this.delete(key)
    const bytes = page.bytes + key.length * 2 + ENTRY_BYTES
    if (bytes > this.maxBytes / 10) return
    this.#pages.set(key, { page, bytes })
    this.#bytes += bytes
    for (const oldest of this.#pages.keys()) {
      if (this.#bytes <= this.maxBytes) break
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const held = this.#pages.get(key)
    if (!held) return
    this.#pages.delete(key)
    this.#bytes -= held.bytes
  }
}
