import { config } from '@/lib/config'
import { connect } from '@/lib/database/client'
import { deliverDue } from '@/lib/digest/deliver'
import { openTransport } from '@/lib/mail/transport'
import type { Cue } from './processes'

/**
 * What `npm run digest` does, in a process that is loaded before it is needed, to be killed. On its cue it gets its settings, as ever; the
 * lease's milliseconds; and `freeze` where issues are to be made first, which is loaded only then.
 */
async function play({ args: [leaseMs, what], environment }: Cue): Promise<void> {
  Object.assign(process.env, environment)
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
}

process.once('message', (cue: Cue) => void play(cue))
// A Ctrl-C at the terminal reaches everybody; this process ends when its parent says so, or has ended.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))
