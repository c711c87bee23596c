import { config } from '@/lib/config'
import { connect } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { openTransport } from '@/lib/mail/transport'

/**
 * What `npm run digest` does, in a process that starts fast, to be killed. Settings as ever; the lease's milliseconds as argument, and
 * `freeze` where issues are to be made first, which is loaded only then.
 */
const [leaseMs, what] = process.argv.slice(2)
const { clock, databaseUrl } = config()
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
connect(databaseUrl ?? '')
const transport = openTransport(config())
const deps = { transport, clock, leaseMs: Number(leaseMs), signal: stop.signal }
if (what === 'freeze') await (await import('@/lib/digest/run-digest')).runDigest(deps)
else await deliverDue({ ...deps, kinds: ['digest'], impatient: true })
await transport.close()
process.exit(0)
