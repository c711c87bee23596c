import { afterEach, expect, test } from 'vitest'
import type { MailTransport } from '@/lib/mail/mail-transport'
import { openSmtp, type SmtpSettings } from '@/lib/mail/smtp-transport'
import { judgeSmtp } from '@/lib/mail/smtp-verdict'
import { aMail } from '../support/mail'
import { deadSmtpUrl, type SmtpFaults, startScriptedSmtp, startSmtp } from '../support/smtp'

const open: { close: () => Promise<void> }[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

function senderTo(url: string, settings?: Partial<SmtpSettings>): MailTransport {
  const sender = openSmtp(url, settings)
  open.push(sender)
  return sender
}

async function aServer(faults?: SmtpFaults) {
  const server = await startSmtp(faults)
  open.push(server)
  return server
}

test('the mark is made before the server has the mail, and the mail is there after it', async () => {
  const smtp = await aServer()
  const atMark: number[] = []
  const outcome = await senderTo(smtp.url).send(aMail({ recipient: 'ada@example.org' }), {
    beforeEnd: async () => void atMark.push(smtp.inbox.length),
  })
  expect(outcome).toMatchObject({ status: 'accepted', reply: expect.stringMatching(/^250 /) })
  expect(atMark).toEqual([0])
  expect(smtp.inbox.map(({ from, to }) => ({ from, to }))).toEqual([
    { from: 'digest@papers.example.org', to: 'ada@example.org' },
  ])
})

test('when the mark fails, the server accepts nothing, and the next mail goes out', async () => {
  const smtp = await aServer()
  const sender = senderTo(smtp.url, { connections: 1 })
  const refused = await sender.send(aMail(), { beforeEnd: () => Promise.reject(new Error('the database is gone')) })
  expect(refused).toMatchObject({ status: 'not-sent', cause: 'marker' })
  expect(await sender.send(aMail({ recipient: 'bob@example.org' }))).toMatchObject({ status: 'accepted' })
  expect(smtp.inbox.map(({ to }) => to)).toEqual(['bob@example.org'])
})

test('a bad address fails alone', async () => {
  const smtp = await aServer({ rejects: 'gone@example.org' })
  const sender = senderTo(smtp.url)
  const recipients = ['ada@example.org', 'gone@example.org', 'bob@example.org']
  const outcomes = await Promise.all(recipients.map((recipient) => sender.send(aMail({ recipient }))))
  expect(outcomes.map(judgeSmtp)).toEqual(['sent', 'bad-recipient', 'sent'])
  expect(smtp.inbox.map(({ to }) => to).sort()).toEqual(['ada@example.org', 'bob@example.org'])
  expect(JSON.stringify(outcomes)).not.toContain('gone@')
})

test('a greylisted mail is taken the second time', async () => {
  const smtp = await aServer({ greylist: 1 })
  const sender = senderTo(smtp.url)
  expect(judgeSmtp(await sender.send(aMail()))).toBe('retry')
  expect(judgeSmtp(await sender.send(aMail()))).toBe('sent')
})

test.each([
  ['slow-down', 'connect', '421 4.3.2 closing'],
  ['retry', 'recipient', '450 4.2.0 busy'],
  ['retry', 'message', '451 4.3.0 local error'],
  ['mailbox-full', 'recipient', '452 4.2.2 full'],
  ['slow-down', 'message', '421 4.3.2 closing'],
  ['bad-recipient', 'recipient', '550 5.1.1 unknown'],
  ['policy', 'message', '550 5.7.1 refused'],
  ['stop', 'sender', '550 5.7.1 not your address'],
  ['stop', 'connect', '554 5.7.1 no service'],
] as const)('%s, when at the %s it says %s; then the next mail goes out', async (verdict, stage, reply) => {
  const smtp = await aServer({ reply: (at) => (at === stage ? reply : null) })
  const sender = senderTo(smtp.url, { connections: 1 })
  const outcome = await sender.send(aMail())
  expect(outcome).toMatchObject({ status: 'rejected', code: Number(reply.slice(0, 3)) })
  expect(judgeSmtp(outcome)).toBe(verdict)
  smtp.faults = {}
  expect(await sender.send(aMail())).toMatchObject({ status: 'accepted' })
  expect(smtp.inbox).toHaveLength(1)
})

test('a wrong password stops the sending and appears nowhere', async () => {
  const smtp = await aServer({ login: { user: 'ada', password: 'right' } })
  const sender = senderTo(smtp.url.replace('right', 'wr0ng-pa55word'))
  const outcome = await sender.send(aMail())
  expect(judgeSmtp(outcome)).toBe('stop')
  expect(JSON.stringify(outcome)).not.toContain('wr0ng')
})

test('signing in with the credentials of the address works', async () => {
  const smtp = await aServer({ login: { user: 'ada@example.org', password: 'a/b:c@d' } })
  expect(await senderTo(smtp.url).send(aMail())).toMatchObject({ status: 'accepted' })
})

test('a server that insists on TLS by the address but offers none is trouble of the set-up', async () => {
  const smtp = await aServer()
  expect(judgeSmtp(await senderTo(`${smtp.url}?requireTLS=true`).send(aMail()))).toBe('stop')
  expect(smtp.inbox).toEqual([])
})

test('a certificate that nobody signed stops the sending, unless the address says that it may be taken', async () => {
  const smtp = await aServer({ selfSigned: true })
  expect(judgeSmtp(await senderTo(smtp.url).send(aMail()))).toBe('stop')
  expect(smtp.inbox).toEqual([])
  const trusting = senderTo(`${smtp.url}?tls.rejectUnauthorized=false`)
  expect(await trusting.send(aMail())).toMatchObject({ status: 'accepted' })
})

test.each([
  ['on-connect', 'connection'],
  ['mid-data', 'interrupted'],
] as const)('a connection lost %s is certainly not sent', async (drops, cause) => {
  const smtp = await aServer({ drops })
  let marks = 0
  const outcome = await senderTo(smtp.url).send(aMail({ text: 'x '.repeat(200_000) }), {
    // Longer than the reset takes to arrive: the mark may be made in vain, the dot never follows it.
    beforeEnd: async () => {
      marks++
      await new Promise((resolve) => setTimeout(resolve, 1_500))
    },
  })
  expect(outcome).toMatchObject({ status: 'not-sent', cause })
  expect(smtp.inbox).toEqual([])
  expect(marks).toBeLessThanOrEqual(1)
})

test('a server that is not there is certainly not sent', async () => {
  const outcome = await senderTo(await deadSmtpUrl()).send(aMail())
  expect(outcome).toMatchObject({ status: 'not-sent', cause: 'connection' })
})

test('a connection lost after the dot leaves the question open, and the mail is not sent again by itself', async () => {
  const smtp = await aServer({ drops: 'after-dot' })
  const outcome = await senderTo(smtp.url).send(aMail())
  expect(judgeSmtp(outcome)).toBe('unknown')
  expect(smtp.inbox).toHaveLength(1)
})

test('silence after the dot leaves the question open when patience ends', async () => {
  const smtp = await aServer({ drops: 'silent-after-dot' })
  const outcome = await senderTo(smtp.url, { silenceMs: 300 }).send(aMail())
  expect(judgeSmtp(outcome)).toBe('unknown')
})

test('silence before the dot is given up early, and is certainly not sent', async () => {
  const mute = await startScriptedSmtp((line, socket) => {
    if (/^EHLO/.test(line)) socket.write('250 scripted\r\n')
    if (/^MAIL/.test(line)) socket.write('250 go on\r\n')
  })
  open.push(mute)
  const outcome = await senderTo(mute.url, { beforeDotMs: 300 }).send(aMail())
  expect(outcome).toMatchObject({ status: 'not-sent', cause: 'interrupted' })
})

test('a slow server is waited for after the dot, longer than before it', async () => {
  const smtp = await aServer({ beforeReply: () => new Promise((resolve) => setTimeout(resolve, 600)) })
  expect(await senderTo(smtp.url, { beforeDotMs: 300 }).send(aMail())).toMatchObject({ status: 'accepted' })
})

test('a refusal in the middle of the message spoils one connection, not the next mail', async () => {
  const rude = await startScriptedSmtp((line, socket) => {
    if (/^EHLO/.test(line)) socket.write('250 scripted\r\n')
    if (/^(MAIL|RCPT)/.test(line)) socket.write('250 go on\r\n')
    if (line === 'DATA') socket.write('354 go\r\n')
    if (line.startsWith('Subject:')) socket.write('552 5.3.4 enough\r\n')
  })
  open.push(rude)
  const sender = senderTo(rude.url, { connections: 2 })
  const pending = () => new Promise<void>((resolve) => setTimeout(resolve, 100))
  expect(judgeSmtp(await sender.send(aMail(), { beforeEnd: pending }))).toBe('refused')
  expect(judgeSmtp(await sender.send(aMail()))).toBe('refused')
})

test('connections are used again: twenty mails over two', async () => {
  const smtp = await aServer()
  const sender = senderTo(smtp.url, { connections: 2 })
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) => sender.send(aMail({ recipient: `reader-${i}@example.org` }))),
  )
  expect(outcomes.every(({ status }) => status === 'accepted')).toBe(true)
  expect(smtp.inbox).toHaveLength(20)
  expect(smtp.connections).toBe(2)
})

test('closing waits for what is under way and takes nothing new', async () => {
  const smtp = await aServer({ beforeReply: () => new Promise((resolve) => setTimeout(resolve, 100)) })
  const sender = openSmtp(smtp.url)
  const sending = sender.send(aMail())
  await Promise.all([sender.close(), sending])
  expect(await sending).toMatchObject({ status: 'accepted' })
  expect(await sender.send(aMail())).toMatchObject({ status: 'not-sent' })
})
