import { createServer } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { config } from '@/lib/config'
import { disconnect } from '@/lib/database/client'
import { InputError } from '@/lib/errors'
import { readAssets } from '@/lib/http/assets'
import { consoleToLog } from '@/lib/http/console-to-log'
import { createFront } from '@/lib/http/front'
import { listen, PortTakenError, stopServer } from '@/lib/http/listen'
import { readPublicFiles } from '@/lib/http/public-files'
import { log } from '@/lib/log'

const root = fileURLToPath(new URL('..', import.meta.url))
const isDev = process.argv.includes('--dev')

/** Serves the site until it is told to stop. */
async function web(): Promise<void> {
  const { baseUrl, isLocal, trustProxy, host, port } = config()
  const assets = readAssets()
  if (!assets && !isDev) throw new Error('The pages are not built yet: npm run build does it.')
  consoleToLog(log)

  // The framework hangs a listener for upgrades on the server it is given. This one never listens, so none ever reaches it.
  const app = next({ dev: isDev, dir: root, httpServer: createServer() })
  await app.prepare()
  const publicFolder = join(root, 'public')
  const publicFiles = readPublicFiles(publicFolder)
  const server = createFront({
    handle: app.getRequestHandler(),
    baseUrl,
    isLocal,
    trustProxy,
    publicFiles: () => (isDev ? readPublicFiles(publicFolder) : publicFiles),
    style: assets?.style,
    onError: (error) => log.error({ error }, 'a request failed'),
  })
  await listen(server, { host, port })
  log.info({ address: baseUrl }, 'web is up')

  await toldToStop()
  await stopServer(server)
  await app.close()
  await disconnect()
}

/** Ctrl-C, an operator's TERM, or the end of the house that started this process. */
function toldToStop(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, resolve)
  })
}

/** Settings that cannot be used are wrong usage (2); whatever else keeps the door shut is a failure (1). One sentence each. */
web().then(
  () => process.exit(0),
  (error: Error) => {
    const isExpected = error instanceof InputError || error instanceof PortTakenError
    process.stderr.write(`${isExpected ? error.message : error.stack}\n`)
    process.exit(error instanceof InputError ? 2 : 1)
  },
)
