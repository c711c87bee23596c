import { createServer, type Socket } from 'node:net'
import type { FromSink, Stage, ToSink } from './sink-words'

/** An SMTP server in a process of its own: takes every mail, tells of each that it accepted, and stops conversations where it is told to. */

interface Conversation {
  socket: Socket
  /** The mails that this server heard of are numbered; before the first, a conversation has none. */
  mail: number
  to: string
  isBody: boolean
  rest: string
}

let holdAt: Stage | null = null
let letThrough = 0
let mails = 0
let held: (() => void)[] = []

const tell = (message: FromSink) => process.send?.(message)

/** Goes on now, or when it is told to. */
function reach(stage: Stage, { mail, socket }: Conversation, goOn: () => void): void {
  if (stage !== holdAt || (mail > 0 && mail <= letThrough)) {
    goOn()
    return
  }
  held.push(() => {
    if (!socket.destroyed) goOn()
  })
  tell({ held: held.length })
}

function converse(talk: Conversation, line: string): void {
  const say = (reply: string) => talk.socket.write(`${reply}\r\n`)
  const verb = line.slice(0, 4).toUpperCase()
  if (verb === 'EHLO') reach('hello', talk, () => say('250-sink\r\n250 8BITMIME'))
  else if (verb === 'MAIL') {
    talk.mail = ++mails
    reach('mail', talk, () => say('250 ok'))
  } else if (verb === 'RCPT') {
    talk.to = /<([^>]*)>/.exec(line)?.[1] ?? ''
    reach('recipient', talk, () => say('250 ok'))
  } else if (verb === 'DATA') {
    reach('data', talk, () => {
      talk.isBody = true
      say('354 go on')
    })
  } else say(verb === 'QUIT' ? '221 bye' : '250 ok')
}

function readBody(talk: Conversation): void {
  if (talk.rest && !talk.rest.startsWith('.\r\n')) tell({ body: talk.mail })
  const end = talk.rest.indexOf('\r\n.\r\n')
  if (end < 0) return
  talk.rest = talk.rest.slice(end + 5)
  talk.isBody = false
  tell({ accepted: talk.to })
  reach('dot', talk, () => talk.socket.write('250 2.0.0 kept\r\n'))
}

const server = createServer((socket) => {
  const talk: Conversation = { socket, mail: 0, to: '', isBody: false, rest: '' }
  socket.on('error', () => {})
  socket.setNoDelay(true)
  socket.on('data', (chunk) => {
    talk.rest += chunk.toString('latin1')
    if (talk.isBody) return readBody(talk)
    const lines = talk.rest.split('\r\n')
    talk.rest = lines.pop() ?? ''
    for (const line of lines) converse(talk, line)
  })
  reach('connect', talk, () => socket.write('220 sink\r\n'))
})

process.on('message', (order: ToSink) => {
  holdAt = order.holdAt
  letThrough = order.letThrough
  if (order.forget) mails = 0
  const released = order.keep ? [] : held
  if (!order.keep) held = []
  if (!order.forget) for (const goOn of released) goOn()
  tell({ ready: true })
})
// A Ctrl-C at the terminal reaches everybody; this process ends when its parent says so, or has ended.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address) tell({ port: address.port })
})
