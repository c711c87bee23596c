/** Wakes whoever waits. A ring is never missed: who looks at `rings` before a look at the work waits only for later ones. */
export class Bell {
  #rings = 0
  readonly #waiting = new Set<() => void>()

  get rings(): number {
    return this.#rings
  }

  ring(): void {
    this.#rings += 1
    for (const wake of [...this.#waiting]) wake()
  }

  /** Resolves after a ring later than `since`, after `ms`, or when the signal aborts: whatever comes first. */
  wait({ since, ms, signal }: { since: number; ms: number; signal: AbortSignal }): Promise<void> {
    if (this.#rings !== since || signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#waiting.add(wake)
      signal.addEventListener('abort', wake)
    })
  }
}
