import { config } from '@/lib/config'
import { freePort } from '@/lib/database/server-address'
import { runHouse } from '@/lib/house/house'
import { FRUGAL, ROOMY } from '@/lib/house/node-options'
import { listNotices } from '@/lib/house/notices'
import { readDkimKey } from '@/lib/mail/dkim'
import { keptSecret } from '@/lib/secret'
import { runCommand } from './command'
import { root } from './start/build-steps'
import { prepareStart } from './start/prepare'

await runCommand({
  name: 'start',
  summary: 'The whole house on this machine: database, first papers, web and worker, until Ctrl-C.',
  options: {
    dev: { type: 'boolean', description: 'for working on it: pages are built when asked for and follow the sources' },
  },
  run: async ({ values, signal, say }) => {
    const settings = config()
    const { dataDir, databaseUrl, host } = settings
    // A worker that could not sign would be started again and again.
    if (settings.dkim) readDkimKey(settings.dkim)
    const port = settings.port || (await freePort())
    const address = settings.baseUrl.replace(/:0$/, `:${port}`)
    const isDev = values.dev === true
    await runHouse({
      ...{ dataDir, databaseUrl, host, port, address, signal, tell: say },
      web: [...ROOMY, '--import', 'tsx', `${root}/scripts/web.ts`, ...(isDev ? ['--dev'] : [])],
      worker: [...FRUGAL, '--import', 'tsx', `${root}/scripts/worker.ts`],
      environment: {
        ...process.env,
        NODE_ENV: isDev ? 'development' : 'production',
        PORT: String(port),
        SECRET: settings.secrets?.join(',') ?? keptSecret(dataDir),
      },
      prepare: (database) => prepareStart({ ...database, isDev, tell: say, signal }),
      onOpen: () => {
        say(`Broadsheet is at ${address}`)
        for (const line of listNotices(settings)) say(`  ${line}`)
      },
    })
    return { json: { address }, text: 'Stopped.', failed: false }
  },
})
