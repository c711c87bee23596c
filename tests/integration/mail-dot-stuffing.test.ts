import { type AddressInfo, createServer, type Server } from 'node:net'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DotGate } from '@/lib/mail/dot-gate'
import { dotStuffed } from '@/lib/mail/dot-stuffing'

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

const throughGate = (octets: Buffer) => new DotGate(async () => {}).stream(octets)
/** In line ends, alone and together, in dots, and in what is neither. */
const pieces = fc.array(fc.constantFrom('a', '.', '\r', '\n', '\r\n', '.\r\n', '\r\n.', 'words. '), { maxLength: 30 })

test('through the gate leaves what nodemailer alone would send, whatever the message is', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, fc.boolean(), async (parts, isEnded) => {
      const octets = Buffer.from(parts.join('') + (isEnded ? '\r\n' : ''))
      const alone = await wireOf(Readable.from([octets], { objectMode: false }))
      expect(await wireOf(throughGate(octets))).toBe(alone)
    }),
    { numRuns: 300 },
  )
})

test.each(['', '\r\n', 'a', 'a\r', 'a\n', 'a\nb\r\n', 'a\rb\r\n', '\r\r\n', '\n\r\n'])(
  '%j is left to nodemailer',
  (message) => {
    expect(dotStuffed(Buffer.from(message))).toBeNull()
  },
)

test('a message of our own goes past it, long as it is', async () => {
  const message = `${'.dot\r\nno dot\r\n'.repeat(40_000)}.\r\n`
  expect(dotStuffed(Buffer.from(message))).not.toBeNull()
  expect(await wireOf(throughGate(Buffer.from(message)))).toBe(`${message.replace(/^\./gm, '..')}.\r\n`)
})
