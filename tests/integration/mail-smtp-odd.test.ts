import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { openSmtp, type SmtpSettings } from '@/lib/mail/smtp-transport'
import { judgeSmtp } from '@/lib/mail/smtp-verdict'
import { aMail } from '../support/mail'
import { startScriptedSmtp } from '../support/smtp'

// Servers that no good server is, and servers that can less than others. The usual ones stand in mail-smtp.test.ts.

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

type Verb = 'hello' | 'sender' | 'recipient' | 'data' | 'dot'
type Answer = (socket: Socket, nth: number) => void

/** Takes every mail, but where it is told to answer in its own way. */
async function aServer(odd: Partial<Record<Verb, Answer>>, settings: Partial<SmtpSettings> = {}) {
  const taken: string[] = []
  const heard = new WeakMap<Socket, { isBody: boolean; mails: number }>()
  const usual: Record<Verb, string> = {
    hello: '250 odd',
    sender: '250 ok',
    recipient: '250 ok',
    data: '354 go on',
    dot: '250 2.0.0 kept',
  }
  const server = await startScriptedSmtp((line, socket) => {
    const talk = heard.get(socket) ?? { isBody: false, mails: 0 }
    heard.set(socket, talk)
    const answer = (verb: Verb) => (odd[verb] ? odd[verb](socket, talk.mails) : socket.write(`${usual[verb]}\r\n`))
    if (talk.isBody) {
      if (line !== '.') return
      talk.isBody = false
      talk.mails += 1
      taken.push('a mail')
      answer('dot')
    } else if (/^(EHLO|HELO)/.test(line)) answer('hello')
    else if (/^MAIL/.test(line)) answer('sender')
    else if (/^RCPT/.test(line)) answer('recipient')
    else if (/^DATA/.test(line)) {
      talk.isBody = !odd.data
      answer('data')
    } else if (/^STARTTLS/.test(line)) socket.write('502 5.5.1 not here\r\n')
    else socket.write('250 ok\r\n')
  })
  const sender = openSmtp(server.url, settings)
  open.push(server, sender)
  return { sender, taken, url: server.url }
}

test.each<[Verb, string]>([
  ['hello', 'slow-down'],
  ['sender', 'slow-down'],
  ['recipient', 'slow-down'],
  ['data', 'slow-down'],
  ['dot', 'slow-down'],
])('421 to %s puts the mail off', async (verb, verdict) => {
  const { sender } = await aServer({ [verb]: (socket: Socket) => socket.end('421 4.3.2 closing\r\n') })
  const outcome = await sender.send(aMail())
  expect([outcome.status, judgeSmtp(outcome)]).toEqual(['rejected', verdict])
})

test('a server that takes the mail and then breaks the connection has taken it, and the next mail goes out', async () => {
  const { sender, taken } = await aServer(
    { dot: (socket) => socket.write('250 2.0.0 kept\r\n', () => socket.resetAndDestroy()) },
    { connections: 1 },
  )
  const first = await sender.send(aMail())
  expect(['sent', 'unknown']).toContain(judgeSmtp(first))
  expect(judgeSmtp(await sender.send(aMail({ recipient: 'bob@example.org' })))).toMatch(/sent|unknown/)
  expect(taken).toHaveLength(2)
})

test('a reply that comes byte by byte is read to its end', async () => {
  const { sender } = await aServer({
    recipient: (socket) => {
      const bytes = '250 2.1.5 at last\r\n'.split('')
      const drip = setInterval(() => {
        socket.write(bytes.shift() ?? '')
        if (bytes.length === 0) clearInterval(drip)
      }, 5)
    },
  })
  expect(judgeSmtp(await sender.send(aMail()))).toBe('sent')
})

test('a reply that never ends is given up before the dot, and the mail is certainly not sent', async () => {
  const { sender, taken } = await aServer(
    {
      recipient: (socket) => {
        const drip = setInterval(() => socket.write('x'), 5)
        socket.on('close', () => clearInterval(drip))
      },
    },
    { beforeDotMs: 300 },
  )
  expect(await sender.send(aMail())).toMatchObject({ status: 'not-sent' })
  expect(taken).toEqual([])
})

test('a reply of ten megabytes on one line neither fills the ledger nor the memory', async () => {
  const line = `450 ${'x'.repeat(10_000_000)}\r\n`
  const { sender, taken } = await aServer({ recipient: (socket) => socket.write(line) })
  const outcome = await sender.send(aMail())
  expect(judgeSmtp(outcome)).toBe('retry')
  expect(JSON.stringify(outcome).length).toBeLessThan(600)
  expect(taken).toEqual([])
})

test('replies over several lines, and such as are no UTF-8, are understood by their codes', async () => {
  const { sender } = await aServer({
    hello: (socket) => socket.write('250-odd\r\n250-SIZE 1000000\r\n250 HELP\r\n'),
    recipient: (socket) => socket.write('250-2.1.5 one\r\n250-2.1.5 two\r\n250 2.1.5 three\r\n'),
    dot: (socket) => socket.write(Buffer.from('250 2.0.0 angenommen f\xfcr Zustellung\r\n', 'latin1')),
  })
  const outcome = await sender.send(aMail())
  expect(outcome).toMatchObject({ status: 'accepted', reply: expect.stringMatching(/^250 2\.0\.0 angenommen/) })
})

test('a server without PIPELINING, 8BITMIME or SMTPUTF8 gets the mail in seven bits', async () => {
  const { sender, taken } = await aServer({ hello: (socket) => socket.write('250 plain\r\n') })
  expect(judgeSmtp(await sender.send(aMail({ subject: 'Größe', text: 'für Ada\n', html: '<p>für Ada</p>' })))).toBe(
    'sent',
  )
  expect(taken).toHaveLength(1)
})

test('a server that knows no EHLO is spoken to with HELO', async () => {
  let asked = 0
  const { sender } = await aServer({
    hello: (socket) => socket.write(asked++ === 0 ? '500 what?\r\n' : '250 old\r\n'),
  })
  expect(judgeSmtp(await sender.send(aMail()))).toBe('sent')
})

test('a server that takes a hundred mails in one session gets the next ones in another', async () => {
  const perSession = 100
  const { sender, taken } = await aServer(
    {
      sender: (socket, nth) =>
        nth < perSession ? socket.write('250 ok\r\n') : socket.end('421 4.7.0 too many in one session\r\n'),
    },
    { connections: 1 },
  )
  for (let mail = 0; mail < 205; mail++) {
    const outcome = await sender.send(aMail())
    // Sent away, a mail is tried again: the sender rests for that, a test does not.
    if (judgeSmtp(outcome) !== 'sent') expect(judgeSmtp(await sender.send(aMail()))).toBe('sent')
  }
  expect(taken).toHaveLength(205)
})

test('where STARTTLS was cut out of the offer, nothing is sent in clear if the address insists on it', async () => {
  const { url, taken } = await aServer({ hello: (socket) => socket.write('250-odd\r\n250 8BITMIME\r\n') })
  const insisting = openSmtp(`${url}?requireTLS=true`)
  open.push(insisting)
  expect(judgeSmtp(await insisting.send(aMail()))).toBe('stop')
  expect(taken).toEqual([])
})

test('a server that offers STARTTLS and then refuses it gets no mail in clear', async () => {
  const { sender, taken } = await aServer({ hello: (socket) => socket.write('250-odd\r\n250 STARTTLS\r\n') })
  expect((await sender.send(aMail())).status).not.toBe('accepted')
  expect(taken).toEqual([])
})
