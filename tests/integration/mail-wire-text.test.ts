import { type AddressInfo, createServer, type Server } from 'node:net'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeMessage } from '@/lib/mail/compose-message'
import { DotGate } from '@/lib/mail/dot-gate'
import { aMail } from '../support/mail'

/** What came after each 354, to the final dot, octet by octet. */
const received: string[] = []
let server: Server
let connection: SMTPConnection

beforeAll(async () => {
  server = createServer((socket) => {
    let body: string | null = null
    socket.on('data', (chunk) => {
      const octets = chunk.toString('latin1')
      if (body === null) {
        if (octets.endsWith('DATA\r\n')) body = ''
        socket.write(body === '' ? '354 go on\r\n' : '250 ok\r\n')
        return
      }
      body += octets
      if (!body.endsWith('\r\n.\r\n')) return
      received.push(body)
      body = null
      socket.write('250 kept\r\n')
    })
    socket.write('220 here\r\n')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  connection = new SMTPConnection({
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    ignoreTLS: true,
  })
  await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
})

afterAll(() => {
  connection.close()
  server.close()
})

async function wireOf(message: Readable): Promise<string> {
  const envelope = { from: 'one@example.org', to: ['other@example.org'] }
  await new Promise<void>((resolve, reject) =>
    connection.send(envelope, message, (error) => (error ? reject(error) : resolve())),
  )
  return received.pop() ?? ''
}

/** In line ends, alone and together, in dots, and in what is neither. */
const text = fc
  .array(fc.constantFrom('a', '.', '..', '\r', '\n', '\r\n', '.\r\n', '\r\n.', 'words. ', 'ü', '='.repeat(30)), {
    maxLength: 30,
  })
  .map((parts) => parts.join(''))

test('a mail leaves through the gate as nodemailer alone would send it, whatever stands in it', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, async (plain, html) => {
      const message = await composeMessage(aMail({ text: plain, html }))
      const alone = await wireOf(Readable.from([message], { objectMode: false }))
      expect(await wireOf(new DotGate(async () => {}).stream(message))).toBe(alone)
      expect(alone).toBe(`${message.toString('latin1')}.\r\n`)
    }),
    { numRuns: 200 },
  )
})

test('a long one does, too', async () => {
  const message = await composeMessage(aMail({ text: '.dot\nno dot\n'.repeat(40_000) }))
  expect(await wireOf(new DotGate(async () => {}).stream(message))).toBe(`${message.toString('latin1')}.\r\n`)
})
