import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import next from 'next'
import { mayEnter } from '@/lib/accounts/may-enter'
import { config } from '@/lib/config'
import { disconnect } from '@/lib/database/client'
import { InputError, RefusedError } from '@/lib/errors'
import { requireDatabaseUrl } from '@/lib/house/needs-database'
import { migrateIfThere } from '@/lib/house/open-database'
import { accessLog } from '@/lib/http/access-log'
import { readAssets } from '@/lib/http/assets'
import { consoleToLog } from '@/lib/http/console-to-log'
import { createFront } from '@/lib/http/front'
import { keepPages } from '@/lib/http/keep-pages'
import { listen, stopServer } from '@/lib/http/listen'
import { readPublicFiles } from '@/lib/http/public-files'
import { Turnstile } from '@/lib/http/turnstile'
import { log } from '@/lib/log'
import { marksOf } from '@/lib/marks/marks-of'
import { watchAssets } from './build-assets'

const USAGE = `npm run web

Serves the site on HOST and PORT, over the PostgreSQL of DATABASE_URL. Any number may run side by side. TERM or Ctrl-C ends it
after the answers under way.

  --dev    builds what changed at each request; for development
  --help   this text
`

const root = fileURLToPath(new URL('..', import.meta.url))

/** Pages being made: more at a time would only share one processor. Who would wait longer than a second is told to come again. */
const AT_A_TIME = { inFlight: 4, waiting: 50, patienceMs: 1_000 }

/** Serves the site until it is told to stop. */
async function web(isDev: boolean): Promise<void> {
  const { baseUrl, isLocal, trustProxy, host, port, pageCacheBytes, clock } = config()
  const databaseUrl = requireDatabaseUrl()
  await migrateIfThere(databaseUrl)
  if (isDev) await watchAssets()
  // React and Next.js pick their builds by it.
  Object.assign(process.env, { NODE_ENV: isDev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' })
  const assets = readAssets()
  if (!assets) throw new RefusedError('The pages are not built yet: npm run build does it.')
  consoleToLog(log)

  // The framework hangs a listener for upgrades on the server it is given. This one never listens, so none ever reaches it.
  const app = next({ dev: isDev, dir: root, httpServer: createServer() })
  await app.prepare()
  const publicFolder = join(root, 'public')
  const publicFiles = readPublicFiles(publicFolder)
  const handle = app.getRequestHandler()
  const turnstile = new Turnstile(AT_A_TIME)
  const kept =
    isDev || pageCacheBytes === 0
      ? null
      : keepPages({
          handle,
          turnstile,
          databaseUrl,
          marksOf: (news) => marksOf(clock, news),
          onError: (error) => log.error({ error }, 'what holds of a reader cannot be read'),
          maxBytes: pageCacheBytes,
          host: new URL(baseUrl).host,
        })
  const server = createFront({
    handle,
    turnstile,
    pages: kept?.pages,
    mayEnter: config().siteMode.kind === 'public' ? undefined : mayEnter,
    everybodyHeard: kept?.everybodyHeard,
    onAnswered: config().accessLog ? accessLog(log) : undefined,
    baseUrl,
    isLocal,
    trustProxy,
    publicFiles: () => (isDev ? readPublicFiles(publicFolder) : publicFiles),
    style: assets.style,
    onError: (error) => log.error({ error }, 'a request failed'),
  })
  await listen(server, { host, port })
  log.info({ baseUrl }, 'web is up')

  await toldToStop()
  await stopServer(server)
  await kept?.stop()
  await app.close()
  await disconnect()
}

/** Ctrl-C, an operator's TERM, or the end of the house that started this process. */
function toldToStop(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, resolve)
  })
}

/** Flags in, exit status out: wrong usage or settings are 2, whatever else keeps the door shut is 1. One sentence where one is enough. */
async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { dev: { type: 'boolean' }, help: { type: 'boolean' } } })
    if (values.help) process.stdout.write(USAGE)
    else await web(values.dev ?? false)
    return 0
  } catch (error) {
    const { message, stack, code } = error as NodeJS.ErrnoException
    const isWrongUsage = error instanceof InputError || String(code).startsWith('ERR_PARSE_ARGS')
    process.stderr.write(`${isWrongUsage || error instanceof RefusedError ? message : stack}\n`)
    return isWrongUsage ? 2 : 1
  }
}

process.exit(await main())
