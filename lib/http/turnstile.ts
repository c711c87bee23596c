/** There is more to do than can be done in time: come again later. */
export class BusyError extends Error {
  override name = 'BusyError'
}

interface TurnstileOptions {
  /** Done at the same time. */
  inFlight: number
  /** Kept waiting beside them; whoever comes then is turned away at once. */
  waiting: number
  /** The longest wait; an answer after it would find nobody. */
  patienceMs: number
}

/** Lets so many through at a time, in the order in which they came, and turns away early what could not be done in time. */
export class Turnstile {
  #inFlight = 0
  readonly #queue: (() => void)[] = []

  constructor(private readonly options: TurnstileOptions) {}

  /** How many pages are being made at this moment. */
  get inFlight(): number {
    return this.#inFlight
  }

  /** Does the work when its turn comes. @throws BusyError instead, when it would come too late */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inFlight < this.options.inFlight) this.#inFlight += 1
    else await this.#wait()
    try {
      return await work()
    } finally {
      this.#leave()
    }
  }

  #wait(): Promise<void> {
    if (this.#queue.length >= this.options.waiting) throw new BusyError('too many wait already')
    return new Promise((resolve, reject) => {
      const enter = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        this.#queue.splice(this.#queue.indexOf(enter), 1)
        reject(new BusyError('it waited too long'))
      }, this.options.patienceMs)
      this.#queue.push(enter)
    })
  }

  /** Hands the place on to the first who waits. */
  #leave(): void {
    const next = this.#queue.shift()
    if (next) next()
    else this.#inFlight -= 1
  }
}
