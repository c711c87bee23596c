/**
 * How long somebody waits for one thing after the other. What an `AbortSignal` does, for one listener at a time: the machinery of events costs a mail
 * more than its conversation.
 */
export class Patience {
  #isOver = false
  #onEnd: (() => void) | null = null

  get isOver(): boolean {
    return this.#isOver
  }

  /** What is waited for is given up. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#onEnd?.()
  }

  /** @param onEnd called once it ends, also if it has; instead of the one before. Null: nothing is waited for any more */
  waits(onEnd: (() => void) | null): void {
    this.#onEnd = onEnd
    if (this.#isOver) onEnd?.()
  }
}
