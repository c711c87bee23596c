import { randomUUID } from 'node:crypto'

/** What was committed longer ago than this was heard; or else nothing that is known counts. */
const TRUSTED_MS = 3_000
const PULSE_MS = 1_000
/** How long an answer waits for other processes to hear of what it did. Those that did not by then may be wrong for `TRUSTED_MS` in all. */
const PATIENCE_MS = 1_000

interface RollCallOptions {
  /** Tells every process that listens, this one too. Rejects when that cannot be done now. */
  tell: (payload: string) => Promise<void>
  /** Milliseconds of a clock that never goes back. */
  nowMs: () => number
}

/** A call under way. */
interface Call {
  number: number
  sentAtMs: number
  /** Processes that did not answer yet; null before this process heard its own call, which comes before any answer. */
  missing: Set<string> | null
  done: () => void
}

/**
 * Whether this process hears what the others commit, and whether they do. PostgreSQL delivers notices in the order of commits, so a process that
 * heard its own pulse has heard everything that was committed before it was sent; and one that answered a call has heard all
 * that its caller committed before. Each process pulses every second. Who hears no pulse or call of its own for three seconds trusts nothing that it keeps,
 * so that a caller need only wait for those whose pulse or call it heard within that time. (One that began to listen within that time may not
 * have heard of all yet; they may be wrong for as long.)
 */
export class RollCall {
  readonly #id = randomUUID()
  /** When the last pulse or call was heard, by process. */
  readonly #others = new Map<string, number>()
  #heardUpToMs = Number.NEGATIVE_INFINITY
  #call: Call | null = null
  #calls = 0
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(private readonly options: RollCallOptions) {}

  /** Whether everything that was committed more than three seconds ago was heard. */
  get isCurrent(): boolean {
    return this.options.nowMs() - this.#heardUpToMs < TRUSTED_MS
  }

  /** Pulses until it is stopped. @returns stops it, and says so: nobody waits for this process any more */
  begin(): () => Promise<void> {
    const timer = setInterval(() => this.pulse(), PULSE_MS)
    return () => {
      clearInterval(timer)
      this.gap()
      return this.#tell(`gone ${this.#id}`)
    }
  }

  /** To be done as soon as somebody listens, too. */
  pulse(): void {
    void this.#tell(`pulse ${this.#id} ${this.options.nowMs()}`)
  }

  /** For the time in which nobody listened. */
  gap(): void {
    this.#heardUpToMs = Number.NEGATIVE_INFINITY
  }

  /** @param payload as another process, or this one, told it */
  hear(payload: string): void {
    const [what, from = '', to = '', number = ''] = payload.split(' ')
    if (what === 'pulse') this.#hearPulse(from, Number(to))
    else if (what === 'gone') this.#others.delete(from)
    else if (what === 'call') this.#hearCall(from, Number(to))
    else if (what === 'here' && to === this.#id) this.#hearAnswer(from, Number(number))
  }

  /**
   * Resolves when every process has heard of everything that was committed before; after a second anyway, or at once when there is no
   * telling. One call at a time: who asks meanwhile shares the next.
   */
  everybodyHeard(): Promise<void> {
    this.#next ??= this.#running.then(() => {
      this.#running = this.#next ?? this.#running
      this.#next = null
      return this.#callAll()
    })
    return this.#next
  }

  async #callAll(): Promise<void> {
    this.#calls += 1
    const number = this.#calls
    const sentAtMs = this.options.nowMs()
    let timer: NodeJS.Timeout | undefined
    const answered = new Promise<void>((done) => {
      this.#call = { number, sentAtMs, missing: null, done }
      timer = setTimeout(done, PATIENCE_MS)
    })
    try {
      await this.options.tell(`call ${this.#id} ${number}`)
      await answered
    } catch {
      // Nobody can be called: this process trusts nothing meanwhile, and the others hear of it by themselves.
    } finally {
      clearTimeout(timer)
      this.#call = null
    }
  }

  #hearPulse(from: string, sentAtMs: number): void {
    if (from === this.#id) {
      this.#heardUpToMs = Math.max(this.#heardUpToMs, sentAtMs)
      return
    }
    // One that began to listen just now does not know of this one yet.
    if (!this.#others.has(from)) this.pulse()
    this.#others.set(from, this.options.nowMs())
  }

  #hearCall(from: string, number: number): void {
    if (from !== this.#id) {
      // Who hears their own call trusts what they know as if it were a pulse.
      this.#others.set(from, this.options.nowMs())
      return void this.#tell(`here ${this.#id} ${from} ${number}`)
    }
    const call = this.#call
    if (call?.number !== number) return
    this.#heardUpToMs = Math.max(this.#heardUpToMs, call.sentAtMs)
    call.missing = this.#present()
    if (call.missing.size === 0) call.done()
  }

  #hearAnswer(from: string, number: number): void {
    const call = this.#call
    if (call?.number !== number || !call.missing) return
    call.missing.delete(from)
    if (call.missing.size === 0) call.done()
  }

  /** Those who may trust what they keep. */
  #present(): Set<string> {
    const since = this.options.nowMs() - TRUSTED_MS
    for (const [id, heardAtMs] of this.#others) if (heardAtMs < since) this.#others.delete(id)
    return new Set(this.#others.keys())
  }

  #tell(payload: string): Promise<void> {
    return this.options.tell(payload).catch(() => undefined)
  }
}
