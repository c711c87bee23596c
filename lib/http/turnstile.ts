/** There is more to do than can be done in time: come again later. */
export class BusyError extends Error {
  override name = 'BusyError'

  constructor(message: string) {
    // In a storm there are hundreds a second, and where they come from is known: nobody reads their stack.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(message)
    Error.stackTraceLimit = stackTraceLimit
  }
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

  /** Throws a `BusyError` when whoever comes now would be turned away: before anything is made for them. */
  mustHaveRoom(): void {
    const { inFlight, waiting } = this.options
    if (this.#inFlight >= inFlight && this.#queue.length >= waiting) throw new BusyError('too many wait already')
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
    this.mustHaveRoom()
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
