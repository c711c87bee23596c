import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { eventually } from './eventually'

export type Stage = 'connect' | 'sign-in' | 'sender' | 'recipient' | 'message'

export interface SmtpFaults {
  /** Addresses that are answered `550 5.1.1`. */
  rejects?: string | readonly string[]
  /** How often each recipient is answered `451 4.7.1` before it is taken. */
  greylist?: number
  /** A reply to give instead of yes: `421 4.3.2 closing`. `who` is the address or the user of that stage. */
  reply?: (stage: Stage, who: string) => string | null | undefined
  /**
   * `on-connect`: closes before the greeting. `mid-data`: resets the connection while the message comes in. `after-dot`: has the
   * whole message, resets without a reply. `silent-after-dot`: has the whole message and says nothing more.
   */
  drops?: 'on-connect' | 'mid-data' | 'after-dot' | 'silent-after-dot'
  /** Addresses at whose naming the connection is reset. */
  resets?: readonly string[]
  /** Waits before its reply to the final dot. */
  beforeReply?: (mail: ReceivedMail) => Promise<void>
  /** Signing in is asked for, with these. */
  login?: { user: string; password: string }
  /** Offers STARTTLS, with a certificate that nobody signed. */
  selfSigned?: boolean
  /** The same port as before, for a server that comes back. */
  port?: number
}

export interface ReceivedMail {
  /** The envelope, not the header. */
  from: string
  to: string
  /** Read by a parser that is not the one that made the mail. */
  parsed: ParsedMail
  raw: string
}

export interface SmtpInbox {
  url: string
  port: number
  /** Mails whose final dot arrived and that were not refused, in order. */
  inbox: ReceivedMail[]
  /** Change at any time; counts from the next command on. */
  faults: SmtpFaults
  /** Connections opened so far. */
  connections: number
  /** Waits until so many mails are there. */
  received: (count: number, withinMs?: number) => Promise<ReceivedMail[]>
  close: () => Promise<void>
}

/** A real SMTP server in this process, on loopback, with the faults asked for. */
export async function startSmtp(faults: SmtpFaults = {}): Promise<SmtpInbox> {
  const sockets = new Map<number, Socket>()
  const deferrals = new Map<string, number>()
  const house: SmtpInbox = {
    url: '',
    port: 0,
    inbox: [],
    faults,
    connections: 0,
    received: (count, withinMs) =>
      eventually(() => house.inbox.length >= count && house.inbox, withinMs ? { withinMs } : {}),
    close: async () => {
      for (const socket of sockets.values()) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }

  const conclude = async (
    session: SMTPServerSession,
    raw: Buffer,
    socket: Socket | undefined,
    done: (refused?: Error) => void,
  ) => {
    const mail = await receivedMail(session, raw)
    const refused = refusal(house.faults, 'message', mail.to)
    if (refused) return done(refused)
    house.inbox.push(mail)
    await house.faults.beforeReply?.(mail)
    if (house.faults.drops === 'after-dot') socket?.resetAndDestroy()
    else if (house.faults.drops !== 'silent-after-dot') done()
  }

  const server = new SMTPServer({
    ...(faults.selfSigned
      ? { key: fixture('key.pem'), cert: fixture('cert.pem') }
      : { disabledCommands: ['STARTTLS'] }),
    authOptional: !faults.login,
    allowInsecureAuth: true,
    hideENHANCEDSTATUSCODES: true,
    onConnect: (_session, done) => done(refusal(house.faults, 'connect', '')),
    onAuth: ({ username = '', password }, _session, done) => {
      const refused = refusal(house.faults, 'sign-in', username)
      if (refused) return done(refused)
      const { login } = house.faults
      if (login && (username !== login.user || password !== login.password))
        return done(replyError('535 5.7.8 bad credentials'))
      done(null, { user: username })
    },
    onMailFrom: ({ address }, _session, done) => done(refusal(house.faults, 'sender', address)),
    onRcptTo: ({ address }, session, done) => {
      if (house.faults.resets?.includes(address)) sockets.get(session.remotePort)?.resetAndDestroy()
      else done(recipientRefusal(house.faults, deferrals, address))
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      const socket = sockets.get(session.remotePort)
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        if (house.faults.drops === 'mid-data') socket?.resetAndDestroy()
      })
      stream.on('end', () => void conclude(session, Buffer.concat(chunks), socket, done))
    },
  })
  // Resets of our own making come back as errors of their connections.
  server.on('error', () => {})
  server.server.prependListener('connection', (socket: Socket) => {
    house.connections++
    sockets.set(socket.remotePort ?? 0, socket)
    if (house.faults.drops === 'on-connect') socket.destroy()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(faults.port ?? 0, '127.0.0.1', resolve)
  })

  house.port = (server.server.address() as AddressInfo).port
  const credentials = faults.login
    ? `${encodeURIComponent(faults.login.user)}:${encodeURIComponent(faults.login.password)}@`
    : ''
  house.url = `smtp://${credentials}127.0.0.1:${house.port}`
  return house
}

/** A server that speaks SMTP by a script of its own: `converse` gets each line of the client. For what no good server does. */
export async function startScriptedSmtp(
  converse: (line: string, socket: Socket) => void,
): Promise<{ url: string; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.write('220 scripted\r\n')
    let rest = ''
    socket.on('data', (chunk) => {
      const lines = (rest + chunk.toString('latin1')).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) converse(line, socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** A port of this machine at which nobody listens. */
export async function deadSmtpUrl(): Promise<string> {
  const server = await startSmtp()
  await server.close()
  return server.url
}

async function receivedMail(session: SMTPServerSession, raw: Buffer): Promise<ReceivedMail> {
  const { mailFrom, rcptTo } = session.envelope
  return {
    from: mailFrom ? mailFrom.address : '',
    to: rcptTo.map(({ address }) => address).join(', '),
    parsed: await simpleParser(raw, { skipTextToHtml: true, skipHtmlToText: true }),
    raw: raw.toString('latin1'),
  }
}

/** Made for these tests, trusted by nobody. */
const fixture = (name: string) => readFileSync(new URL(`../fixtures/self-signed/${name}`, import.meta.url))

function recipientRefusal(faults: SmtpFaults, deferrals: Map<string, number>, address: string): Error | null {
  if ([faults.rejects ?? []].flat().includes(address)) return replyError(`550 5.1.1 <${address}> no such user`)
  const deferred = deferrals.get(address) ?? 0
  if (deferred < (faults.greylist ?? 0)) {
    deferrals.set(address, deferred + 1)
    return replyError('451 4.7.1 greylisted, come back later')
  }
  return refusal(faults, 'recipient', address)
}

function refusal(faults: SmtpFaults, stage: Stage, who: string): Error | null {
  const reply = faults.reply?.(stage, who)
  return reply ? replyError(reply) : null
}

function replyError(reply: string): Error {
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) })
}
