import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { printMeasured } from './measured'

/** Sends one prepared message again and again over the same connections, in a process of its own: the ceiling for a client like ours. */
const [port, connections, warmUp, mails, octets] = process.argv.slice(2).map(Number) as [
  number,
  number,
  number,
  number,
  number,
]
const message = Buffer.from(`Subject: prepared\r\n\r\n${`${'x'.repeat(74)}\r\n`.repeat(Math.ceil(octets / 76))}`)
// Used up by sending.
const envelope = () => ({ from: 'digest@papers.example.org', to: ['reader@example.org'] })

const open = await Promise.all(
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

async function send(count: number): Promise<number> {
  let left = count
  const lane = async (connection: SMTPConnection) => {
    while (left-- > 0) {
      await new Promise<void>((resolve, reject) =>
        connection.send(envelope(), message, (error) => (error ? reject(error) : resolve())),
      )
    }
  }
  await Promise.all(open.map(lane))
  return count
}

await send(warmUp)
await printMeasured(async () => ({ mails: await send(mails), octets: message.length }))
for (const connection of open) connection.close()
