/** What an entry takes beside what it holds and the letters of its key. */
const ENTRY_BYTES = 200

/** What is worth keeping, by key, as much as fits into so many bytes: what was asked for longest ago makes room. */
export class ByteStore<Held extends { readonly bytes: number }> {
  #bytes = 0
  // A Map keeps its entries in the order in which they were put in: the first is the oldest.
  readonly #held = new Map<string, { what: Held; bytes: number }>()

  constructor(private readonly maxBytes: number) {}

  get bytes(): number {
    return this.#bytes
  }

  get size(): number {
    return this.#held.size
  }

  get(key: string): Held | undefined {
    const held = this.#held.get(key)
    if (!held) return undefined
    this.#held.delete(key)
    this.#held.set(key, held)
    return held.what
  }

  /** Keeps it. What would take more than a tenth of the room is not kept. */
  set(key: string, what: Held): void {
    this.delete(key)
    const bytes = what.bytes + key.length * 2 + ENTRY_BYTES
    if (bytes > this.maxBytes / 10) return
    this.#held.set(key, { what, bytes })
    this.#bytes += bytes
    for (const oldest of this.#held.keys()) {
      if (this.#bytes <= this.maxBytes) break
      this.delete(oldest)
    }
  }

  delete(key: string): void {
    const held = this.#held.get(key)
    if (!held) return
    this.#held.delete(key)
    this.#bytes -= held.bytes
  }
}
