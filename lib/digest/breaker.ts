import { REFUSED_REST_MS, UNREACHABLE_REST_MS } from '../outbox/back-off'

/** What a failed attempt asks of all mails: `rest` for a moment, `halt` until somebody sets something right. */
export type Trouble = 'rest' | 'halt'

/**
 * A circuit breaker over one way out. Open, no mail is taken from the ledger; after its rest, one is, to see whether it goes
 * again, and the others wait for what becomes of it.
 */
export class Breaker {
  #openUntilMs: number | null = null
  #isProbing = false

  /** Whether a mail may be taken now; each yes is followed by `succeed`, `fail` or `abstain`. @param nowMs of a clock that never goes back */
  admits(nowMs: number): boolean {
    if (this.#openUntilMs === null) return true
    if (this.#isProbing || nowMs < this.#openUntilMs) return false
    this.#isProbing = true
    return true
  }

  /** The way is open: a server spoke about a mail. */
  succeed(): void {
    this.#openUntilMs = null
    this.#isProbing = false
  }

  fail(trouble: Trouble, nowMs: number): void {
    const restMs = trouble === 'halt' ? REFUSED_REST_MS : UNREACHABLE_REST_MS
    this.#openUntilMs = Math.max(this.#openUntilMs ?? 0, nowMs + restMs)
    this.#isProbing = false
  }

  /** There was no mail to try. */
  abstain(): void {
    this.#isProbing = false
  }
}
