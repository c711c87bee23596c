import { createTransport } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import type SMTPPool from 'nodemailer/lib/smtp-pool'
import { composeMessage } from './compose-message'
import type { DkimKey } from './dkim'
import { DotGate } from './dot-gate'
import type { Mail } from './mail'
import type { MailTransport, SendOptions } from './mail-transport'
import { Patience } from './patience'
import { outcomeOf, type SmtpFailure, tidy } from './smtp-failure'
import type { SmtpOutcome } from './smtp-outcome'
import type { SmtpServer } from './smtp-session'
import { SmtpSessions } from './smtp-sessions'

export interface SmtpSettings {
  connections: number
  connectMs: number
  /** How long one mail may take up to its final dot, waiting for a connection included. Giving up here is safe. */
  beforeDotMs: number
  /**
   * Silence on an open connection. Giving up after the dot makes doubles, so RFC 1047 and RFC 5321 (4.5.3.2.6) ask for ten
   * minutes; before the dot, `beforeDotMs` is the shorter one.
   */
  silenceMs: number
  /** What mails are signed with. */
  dkim?: DkimKey | undefined
}

const SETTINGS: SmtpSettings = {
  connections: 5,
  connectMs: 30_000,
  beforeDotMs: 120_000,
  silenceMs: 600_000,
}

/**
 * A pool of SMTP connections to `url`: `smtp://` takes STARTTLS where the server offers it, `smtp://…?requireTLS=true` insists
 * on it, `smtps://` is TLS from the first byte. Nothing of the conversation is logged, so no password can be.
 */
export function openSmtp(url: string, settings: Partial<SmtpSettings> = {}): MailTransport {
  const options = { ...SETTINGS, ...settings }
  const sessions = new SmtpSessions(serverAt(url, options), options.connections)
  const underWay = new Set<Promise<unknown>>()
  let closed = false

  return {
    send(mail, { beforeEnd = async () => {} } = {}) {
      if (closed) return Promise.resolve({ status: 'not-sent', reason: 'the sender is closing', cause: 'connection' })
      const sending = sendThrough(sessions, mail, beforeEnd, options)
      underWay.add(sending)
      return sending.finally(() => underWay.delete(sending))
    },
    async close() {
      closed = true
      await Promise.allSettled(underWay)
      sessions.close()
    },
  }
}

/** Where the server is, as nodemailer reads an address; a proxy that stands in it gives a new socket each time. */
function serverAt(url: string, { connectMs, silenceMs }: SmtpSettings): () => Promise<SmtpServer> {
  // A pool that is asked for nothing but what it read.
  const { transporter } = createTransport({
    url,
    pool: true,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
  })
  const pool = transporter as SMTPPool
  return () =>
    new Promise((resolve, reject) => {
      pool.getSocket(pool.options, (failure, socket) => {
        if (failure) reject(failure)
        else resolve({ ...pool.options, ...(socket || {}) })
      })
    })
}

async function sendThrough(
  sessions: SmtpSessions,
  mail: Mail,
  beforeEnd: NonNullable<SendOptions['beforeEnd']>,
  { beforeDotMs, dkim }: SmtpSettings,
): Promise<SmtpOutcome> {
  const message = await composeMessage(mail, dkim)
  const gate = new DotGate(beforeEnd)
  const patience = new Patience()
  const timer = setTimeout(() => {
    if (!gate.opened) patience.end()
  }, beforeDotMs)
  try {
    const from = mail.returnPath ?? addressOf(mail.from)
    const reply = await sessions.send({ from, to: mail.recipient, message, gate, patience })
    return { status: 'accepted', reply: tidy(reply) }
  } catch (error) {
    await gate.shut()
    return outcomeOf(error as SmtpFailure, gate)
  } finally {
    clearTimeout(timer)
  }
}

/** The address in `Name <address>`: bounces come back to it. */
function addressOf(from: string): string {
  const [first] = addressparser(from, { flatten: true })
  return first?.address ?? from
}
