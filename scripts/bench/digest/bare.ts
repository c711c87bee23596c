import { createTransport } from 'nodemailer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { printMeasured } from './measured'

/**
 * The ceiling for a client like ours, in a process of its own: one prepared message sent again and again over as many connections,
 * with nothing written down. `connection` is nodemailer's conversation alone, `pool` its pool with the message as it is (`raw`).
 */
const [way = '', ...numbers] = process.argv.slice(2)
const [port = 0, connections = 1, warmUp = 0, mails = 0, octets = 0] = numbers.map(Number)
const message = Buffer.from(`Subject: prepared\r\n\r\n${`${'x'.repeat(74)}\r\n`.repeat(Math.ceil(octets / 76))}`)
// Used up by sending.
const envelope = () => ({ from: 'digest@papers.example.org', to: ['reader@example.org'] })

interface Client {
  /** One lane each. */
  senders: (() => Promise<unknown>)[]
  close: () => void
}

const open = way === 'pool' ? openPool() : await openConnections()
await send(warmUp)
await printMeasured(async () => ({ mails: await send(mails), octets: message.length }))
open.close()

async function send(count: number): Promise<number> {
  let left = count
  const lane = async (sendOne: () => Promise<unknown>) => {
    while (left-- > 0) await sendOne()
  }
  await Promise.all(open.senders.map(lane))
  return count
}

async function openConnections(): Promise<Client> {
  const all = await Promise.all(
    Array.from(
      { length: connections },
      () =>
        new Promise<SMTPConnection>((resolve, reject) => {
          const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true })
          connection.once('error', reject)
          connection.connect(() => resolve(connection))
        }),
    ),
  )
  return {
    senders: all.map(
      (connection) => () =>
        new Promise<void>((resolve, reject) =>
          connection.send(envelope(), message, (error) => (error ? reject(error) : resolve())),
        ),
    ),
    close: () => {
      for (const connection of all) connection.close()
    },
  }
}

function openPool(): Client {
  const pool = createTransport({
    pool: true,
    maxConnections: connections,
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
  })
  const sendOne = () => pool.sendMail({ envelope: envelope(), raw: message })
  return { senders: Array.from({ length: connections }, () => sendOne), close: () => pool.close() }
}
