import type { Readable } from 'node:stream'
import SMTPConnection, { type SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { Patience } from './patience'
import type { SmtpFailure } from './smtp-failure'

/** A server as nodemailer reads it from an address. */
export interface SmtpServer extends SMTPConnectionOptions {
  auth?: { user?: string | undefined; pass?: string | undefined } | undefined
  authMethod?: string | undefined
  /** Sign in also where the server does not offer it. */
  forceAuth?: boolean | undefined
}

/** What nodemailer gives when something fails. */
type Failed = Error & SmtpFailure

const failure = (message: string, code: string): Failed => Object.assign(new Error(message), { code })
/** Our patience ended. */
export const gaveUp = (): Failed => failure('Gave up', 'EABORT')
/** Either side ended the conversation, and nothing tells why. */
const ended = (): Failed => failure('Connection closed', 'ECONNECTION')

const NOBODY = () => {}

/** One conversation with an SMTP server: greeted and signed in, it takes mails one after the other. */
export class SmtpSession {
  #mails = 0
  #isOpen = true
  /** Fails what is under way. */
  #fail: (failed: Failed) => void = NOBODY

  private constructor(private readonly connection: SMTPConnection) {}

  /** Rejects with an `SmtpFailure`. @param patience over, it is given up; @param onEnd called when the conversation ended, by whomever */
  static async open(
    server: SmtpServer,
    patience: Patience,
    onEnd: (session: SmtpSession) => void,
  ): Promise<SmtpSession> {
    const connection = new SMTPConnection(server)
    const session = new SmtpSession(connection)
    connection.on('error', (failed: Failed) => session.#fail(failed))
    connection.once('end', () => {
      session.#isOpen = false
      // A reason, where there is one, is told within this turn.
      setImmediate(() => session.#fail(ended()))
      onEnd(session)
    })
    try {
      await session.#step<void>(patience, (done) => connection.connect((failed) => done(failed)))
      const { auth, authMethod = false, forceAuth } = server
      if (auth && (connection.allowsAuth || forceAuth)) {
        const { user = '', pass = '' } = auth
        await session.#step(patience, (done) =>
          connection.login({ user, credentials: { user, pass }, method: authMethod }, done),
        )
      }
      return session
    } catch (error) {
      connection.close()
      throw error
    }
  }

  /** Mails that it was given. */
  get mails(): number {
    return this.#mails
  }

  /** False once either side ended it. */
  get isOpen(): boolean {
    return this.#isOpen
  }

  /** Hands over one mail. @returns what the server said to it; rejects with an `SmtpFailure` */
  async send(from: string, to: string, message: Readable, patience: Patience): Promise<string> {
    this.#mails += 1
    // The envelope is used up by sending.
    const sent = await this.#step<{ response?: string | undefined }>(patience, (done) =>
      this.connection.send({ from, to: [to] }, message, done),
    )
    return sent?.response ?? ''
  }

  /** Takes back what was begun of a mail, so that another one can follow. */
  async reset(patience: Patience): Promise<void> {
    await this.#step(patience, (done) => this.connection.reset(done))
  }

  /** Says goodbye; nothing is to be under way. */
  quit(): void {
    this.connection.quit()
  }

  /** Hangs up. */
  close(): void {
    this.connection.close()
  }

  /** One thing that the server is asked for: it fails when the conversation ends, and when patience does. */
  #step<T>(
    patience: Patience,
    ask: (done: (failed?: Failed | null, answer?: T) => void) => void,
  ): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const done = (failed?: Failed | null, answer?: T) => {
        patience.waits(null)
        this.#fail = NOBODY
        if (failed) reject(failed)
        else resolve(answer)
      }
      this.#fail = done
      patience.waits(() => {
        done(gaveUp())
        this.connection.close()
      })
      if (!patience.isOver) ask(done)
    })
  }
}
