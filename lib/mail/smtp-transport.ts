import { createTransport } from 'nodemailer'
import addressparser from 'nodemailer/lib/addressparser'
import { composeMessage } from './compose-message'
import type { DkimKey } from './dkim'
import { DotGate } from './dot-gate'
import type { Mail } from './mail'
import type { MailTransport, SendOptions } from './mail-transport'
import { outcomeOf, type SmtpFailure, tidy } from './smtp-failure'
import type { SmtpOutcome } from './smtp-outcome'

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
  const opened = openPool(url, options)
  const underWay = new Set<Promise<unknown>>()
  let closed = false

  return {
    send(mail, { beforeEnd = async () => {} } = {}) {
      if (closed) return Promise.resolve({ status: 'not-sent', reason: 'the sender is closing', cause: 'connection' })
      const sending = sendThrough(opened, mail, beforeEnd, options)
      underWay.add(sending)
      return sending.finally(() => underWay.delete(sending))
    },
    async close() {
      closed = true
      await Promise.allSettled(underWay)
      // By force: a connection on which a server broke the order of replies would linger for minutes.
      opened.pool.close({ force: true })
    },
  }
}

type Pool = ReturnType<typeof openPool>

function openPool(url: string, { connections, connectMs, silenceMs }: SmtpSettings) {
  const pool = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    dnsTimeout: connectMs,
    socketTimeout: silenceMs,
    // The pool takes a mail to another connection only when no byte of it was sent; the gate would not open twice anyhow.
    maxRequeues: 2,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const gates = new WeakMap<object, DotGate>()
  pool.use('stream', ({ data, message }, done) => {
    const gate = gates.get(data.raw as Buffer)
    if (!gate || !message) return done(new Error('a mail without a gate'))
    message.processFunc((input) => gate.stream(input))
    done()
  })
  return { pool, gates }
}

async function sendThrough(
  { pool, gates }: Pool,
  mail: Mail,
  beforeEnd: NonNullable<SendOptions['beforeEnd']>,
  { beforeDotMs, dkim }: SmtpSettings,
): Promise<SmtpOutcome> {
  const raw = await composeMessage(mail, dkim)
  const gate = new DotGate(beforeEnd)
  gates.set(raw, gate)
  const patience = new AbortController()
  const timer = setTimeout(() => {
    if (!gate.opened) patience.abort()
  }, beforeDotMs)
  try {
    const { response } = await pool.sendMail({
      envelope: { from: mail.returnPath ?? addressOf(mail.from), to: [mail.recipient] },
      raw,
      signal: patience.signal,
    })
    return { status: 'accepted', reply: tidy(response ?? '') }
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
