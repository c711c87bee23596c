import { config } from '@/lib/config'
import { connect, disconnect } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { openTransport } from '@/lib/mail/transport'
import { printMeasured } from './measured'

/** Sends so many mails of the ledger, in a process of its own, after some that warm it up. */
const [warmUp, mails] = process.argv.slice(2, 4).map(Number) as [number, number]
const { databaseUrl, clock } = config()
connect(databaseUrl ?? '')
const transport = openTransport(config())

async function send(count: number): Promise<number> {
  const stop = new AbortController()
  let sent = 0
  const onMail = () => {
    sent += 1
    if (sent === count) stop.abort()
  }
  await deliverDue({ transport, clock, leaseMs: 60_000, kinds: ['digest'], signal: stop.signal, onMail })
  return sent
}

await send(warmUp)
await printMeasured(async () => ({ mails: await send(mails), octets: 0 }))
await transport.close()
await disconnect()
