import { Readable } from 'node:stream'
import DataStream from 'nodemailer/lib/smtp-connection/data-stream'
import type { WireText } from './wire-text'

/**
 * Holds back the end of a message. SMTP accepts nothing before the final dot, and the dot follows the end of the stream:
 * whoever holds the end decides whether the mail exists.
 *
 * The end passes only after `beforeEnd` resolved, and at most once. When `beforeEnd` rejects, or the gate was shut
 * meanwhile, the stream fails instead and the dot is never sent.
 */
export class DotGate {
  #state: 'closed' | 'open' | 'shut' = 'closed'
  #asked: Promise<void> | null = null
  #begun = false
  #handedOver = false
  #markerFailed = false

  constructor(private readonly beforeEnd: () => Promise<void>) {}

  /** A server may have heard of this mail: a connection that was open took it up. */
  get begun(): boolean {
    return this.#begun
  }

  /** Some of the message may have left. */
  get handedOver(): boolean {
    return this.#handedOver
  }

  /** The dot may have left. */
  get opened(): boolean {
    return this.#state === 'open'
  }

  get markerFailed(): boolean {
    return this.#markerFailed
  }

  /**
   * One passage of the message. It reads ahead by nothing: the end is asked for only after a consumer took all before it, so a
   * conversation that fails before DATA never gets that far. Whoever tries again takes a new passage, and finds it closed once one
   * was open.
   */
  stream(message: WireText): Readable {
    this.#begun = true
    return new Passage(message, this)
  }

  /** Of a passage: it hands over the message. */
  handOver(): void {
    this.#handedOver = true
  }

  /**
   * Nothing passes from here on. Resolves when a `beforeEnd` that is under way has come to its end, so that what it wrote is
   * not overtaken.
   */
  async shut(): Promise<void> {
    if (this.#state === 'closed') this.#state = 'shut'
    await this.#asked?.catch(() => {})
  }

  /** Of a passage: resolves when the end may be sent. */
  async pass(): Promise<void> {
    if (this.#state !== 'closed' || this.#asked) throw new Error('the end of this message is not to be sent')
    this.#asked = this.beforeEnd()
    try {
      await this.#asked
    } catch (error) {
      this.#markerFailed = true
      throw new Error('the mark before the end of the message failed', { cause: error })
    }
    // Shut while the mark was made: the connection is gone or was given up.
    if (this.#state !== 'closed') throw new Error('the end of this message is not to be sent')
    this.#state = 'open'
  }
}

/** One piece, and then an end that may be long in coming: a tenth of what the same costs over a generator and a pipe. */
class Passage extends Readable {
  #message: WireText | null

  constructor(
    message: WireText,
    private readonly gate: DotGate,
  ) {
    super({ highWaterMark: 1 })
    this.#message = message
  }

  /**
   * Into nodemailer's stream of a message it goes past that stream's look at each octet, which ends what it did not see with a line end and the
   * dot. The end is asked for when all before it is taken, as ever.
   */
  override pipe<To extends NodeJS.WritableStream>(to: To, options?: { end?: boolean }): To {
    const message = this.#message
    if (!(to instanceof DataStream) || !message) return super.pipe(to, options)
    this.#message = null
    this.gate.handOver()
    to.once('data', () => super.pipe(to, options))
    to.push(message.subarray(0, -2))
    return to
  }

  override _read(): void {
    if (this.#message) {
      const message = this.#message
      this.#message = null
      this.gate.handOver()
      this.push(message)
      return
    }
    this.gate.pass().then(
      () => this.push(null),
      (error: Error) => this.destroy(error),
    )
  }
}
