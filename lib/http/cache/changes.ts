/** Topics that are remembered one by one; beyond, everything counts as changed. */
const MAX_TOPICS = 10_000

/**
 * When which topic last changed, in ticks of its own: a page is out of date when one of its topics changed after the tick at
 * which somebody began to make it; so is what is known of a reader. Nothing is walked through at a change, however much is kept.
 */
export class Changes {
  #tick = 0
  #everything = 0
  readonly #topics = new Map<string, number>()

  /** The present tick: to be noted before a page is made. */
  get tick(): number {
    return this.#tick
  }

  /** @param topics as a notice names them, with spaces between; `paper:*` stands for every topic of its kind */
  note(topics: string): void {
    this.#tick += 1
    if (this.#topics.size > MAX_TOPICS) this.noteEverything()
    for (const topic of topics.split(' ')) this.#topics.set(topic, this.#tick)
  }

  /** For the time in which nobody listened. */
  noteEverything(): void {
    this.#tick += 1
    this.#everything = this.#tick
    this.#topics.clear()
  }

  /** Whether one of the topics changed after this tick. */
  since(tick: number, topics: readonly string[]): boolean {
    if (this.#everything > tick) return true
    return topics.some((topic) => this.#at(topic) > tick)
  }

  #at(topic: string): number {
    const own = this.#topics.get(topic) ?? 0
    const colon = topic.indexOf(':')
    return colon < 0 ? own : Math.max(own, this.#topics.get(`${topic.slice(0, colon)}:*`) ?? 0)
  }
}
