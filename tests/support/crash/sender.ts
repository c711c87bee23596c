import { config } from '@/lib/config'
import { connect } from '@/lib/database/client'
import { runDigest } from '@/lib/digest/run-digest'
import { openTransport } from '@/lib/mail/transport'

/** What `npm run digest` does, in a process that starts fast, to be killed. Settings as ever; the lease's milliseconds as argument. */
const { clock, databaseUrl } = config()
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
connect(databaseUrl ?? '')
const transport = openTransport(config())
await runDigest({ transport, clock, leaseMs: Number(process.argv[2]), signal: stop.signal })
await transport.close()
process.exit(0)
