import type { DotGate } from './dot-gate'
import type { Patience } from './patience'
import type { SmtpFailure } from './smtp-failure'
import { gaveUp, type SmtpServer, SmtpSession } from './smtp-session'
import type { WireText } from './wire-text'

/** Mails of one conversation: many servers take a hundred, and no more. */
const MAILS_A_SESSION = 100
/** Below the five minutes for which a server has to wait (RFC 5321, 4.5.3.2.7): we end it, and not they under a mail. */
const IDLE_MS = 240_000

/** One mail on its way to a server. */
export interface Parcel {
  from: string
  to: string
  message: WireText
  gate: DotGate
  /** Over, the mail is given up, wherever it is. */
  patience: Patience
}

/** Conversations with one server, at most so many at once, used again and again. */
export class SmtpSessions {
  readonly #all = new Set<SmtpSession>()
  readonly #free: SmtpSession[] = []
  readonly #waiting: (() => void)[] = []
  #places: number
  #idle: NodeJS.Timeout | undefined

  /** @param reach tells where the server is, anew for each conversation */
  constructor(
    private readonly reach: () => Promise<SmtpServer>,
    connections: number,
  ) {
    this.#places = connections
  }

  /** Hands over a mail, when a place is free. @returns what the server said to it; rejects with an `SmtpFailure` */
  async send(parcel: Parcel): Promise<string> {
    await this.#place(parcel.patience)
    try {
      const kept = this.#kept()
      return kept ? await this.#throughKept(kept, parcel) : await this.#throughNew(parcel)
    } finally {
      this.#leave()
    }
  }

  /** Hangs up everywhere. */
  close(): void {
    clearTimeout(this.#idle)
    for (const session of this.#all) session.close()
  }

  /** A server ends conversations as it likes. Where not a byte of the message had left, a new one takes the mail. */
  async #throughKept(kept: SmtpSession, parcel: Parcel): Promise<string> {
    try {
      return await this.#through(kept, parcel)
    } catch (error) {
      if (!isEnded(error as SmtpFailure) || parcel.gate.handedOver) throw error
      return this.#throughNew(parcel)
    }
  }

  async #throughNew(parcel: Parcel): Promise<string> {
    const session = await SmtpSession.open(await this.reach(), parcel.patience, (ended) => this.#all.delete(ended))
    this.#all.add(session)
    return this.#through(session, parcel)
  }

  async #through(session: SmtpSession, { from, to, message, gate, patience }: Parcel): Promise<string> {
    try {
      const reply = await session.send(from, to, gate.stream(message), patience)
      this.#keep(session)
      return reply
    } catch (error) {
      // Refused before the message, the next one can follow. Refused during or after it, a server may still be reading.
      const { code } = error as SmtpFailure
      if (code === 'EENVELOPE' && !isEnded(error as SmtpFailure)) await this.#reset(session, patience)
      else session.close()
      throw error
    }
  }

  async #reset(session: SmtpSession, patience: Patience): Promise<void> {
    try {
      await session.reset(patience)
      this.#keep(session)
    } catch {
      session.close()
    }
  }

  #kept(): SmtpSession | undefined {
    for (let session = this.#free.pop(); session; session = this.#free.pop()) if (session.isOpen) return session
    return undefined
  }

  #keep(session: SmtpSession): void {
    if (session.mails >= MAILS_A_SESSION) {
      session.quit()
      return
    }
    this.#free.push(session)
    if (this.#idle) this.#idle.refresh()
    else this.#idle = setTimeout(() => this.#part(), IDLE_MS).unref()
  }

  /** Nobody had a mail for a while. */
  #part(): void {
    for (const session of this.#free.splice(0)) session.quit()
  }

  #place(patience: Patience): Promise<void> | undefined {
    if (this.#places > 0) {
      this.#places -= 1
      return undefined
    }
    return new Promise((resolve, reject) => {
      const enter = () => {
        patience.waits(null)
        resolve()
      }
      this.#waiting.push(enter)
      patience.waits(() => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1)
        reject(gaveUp())
      })
    })
  }

  #leave(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#places += 1
  }
}

/** It is not this mail that the server speaks of. */
const isEnded = ({ code, responseCode }: SmtpFailure) =>
  responseCode === 421 || code === 'ECONNECTION' || code === 'ESOCKET'
