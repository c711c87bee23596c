import { parseArgs } from 'node:util'
import { config } from '@/lib/config'
import { connect, disconnect, pool } from '@/lib/database/client'
import { InputError } from '@/lib/errors'
import { requireDatabaseUrl } from '@/lib/house/needs-database'
import { migrateIfThere } from '@/lib/house/open-database'
import { Bell } from '@/lib/jobs/bell'
import { runJobs } from '@/lib/jobs/engine'
import { Presence } from '@/lib/jobs/presence'
import { log } from '@/lib/log'
import { openTransport } from '@/lib/mail/transport'
import { LEASE_MS } from '@/lib/outbox/claim'
import { SENDERS_CHANNEL } from '@/lib/outbox/types'
import { runLibrarian } from './worker/librarian'
import { runPostOffice } from './worker/post-office'
import { tasksOf } from './worker/tasks'

const USAGE = `npm run worker

Reads arXiv, keeps the search index, composes digests and sends mails, over the PostgreSQL of DATABASE_URL. Any number may run side by side. TERM or
Ctrl-C ends it after the mails under way.

  --help   this text
`

/** A server may take minutes for its last reply. What is not finished by then is settled by the ledger's rules. */
const STOP_MS = 20_000

/** Composes, sends and runs the scheduled jobs until it is told to stop. Trouble with the database is waited out. */
async function worker(): Promise<void> {
  const databaseUrl = requireDatabaseUrl()
  const settings = config()
  const stop = toldToStop()
  await migrateIfThere(databaseUrl)
  connect(databaseUrl)
  const bell = new Bell()
  const presence = new Presence(databaseUrl, SENDERS_CHANNEL, bell)
  const transport = openTransport(settings)
  log.info({ smtp: settings.smtpUrl ? 'server' : 'local mailbox' }, 'worker is up')

  await Promise.all([
    presence.hold(stop),
    runPostOffice({ transport, clock: settings.clock, leaseMs: LEASE_MS }, { bell, signal: stop }),
    runLibrarian({ clock: settings.clock, signal: stop }),
    runJobs({ pool: pool(), presence, tasks: tasksOf(settings) }, stop),
  ])
  await transport.close()
  await disconnect()
}

/** Ctrl-C, an operator's TERM, or the end of the house that started this process. */
function toldToStop(): AbortSignal {
  const told = new AbortController()
  for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) {
    process.once(event, () => {
      told.abort()
      setTimeout(() => process.exit(0), STOP_MS).unref()
    })
  }
  return told.signal
}

/** Flags in, exit status out, as in scripts/web.ts. */
async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { help: { type: 'boolean' } } })
    if (values.help) process.stdout.write(USAGE)
    else await worker()
    return 0
  } catch (error) {
    const { message, stack, code } = error as NodeJS.ErrnoException
    const isWrongUsage = error instanceof InputError || String(code).startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`${isWrongUsage ? message : stack}\n`)
    return isWrongUsage ? 2 : 1
  }
}

process.exit(await main())
