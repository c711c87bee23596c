/** Addresses that are remembered; beyond, all are forgotten and found out again. */
const MOST = 1_000

/** Addresses whose answer may not be kept, each for a while: asking for it on behalf of all would be done in vain again. */
export class Unkept {
  readonly #untilMs = new Map<string, number>()

  note(key: string, untilMs: number): void {
    if (this.#untilMs.size >= MOST) this.#untilMs.clear()
    this.#untilMs.set(key, untilMs)
  }

  has(key: string, nowMs: number): boolean {
    return (this.#untilMs.get(key) ?? 0) > nowMs
  }
}
