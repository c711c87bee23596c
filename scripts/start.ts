import { config } from '@/lib/config'
import { freePort } from '@/lib/database/server-address'
import { endProcesses } from '@/lib/house/end-processes'
import { runHouse } from '@/lib/house/house'
import { lockDataFolder } from '@/lib/house/lock'
import { listNotices } from '@/lib/house/notices'
import { refuseTakenPort } from '@/lib/house/port'
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
    const { dataDir, databaseUrl, host, isLocal } = settings
    const port = settings.port || (await freePort())
    const address = settings.port === 0 && isLocal ? `http://localhost:${port}` : settings.baseUrl
    const lock = lockDataFolder(dataDir, { name: 'npm start', address })
    try {
      await endProcesses(lock.predecessor?.children ?? [])
      await refuseTakenPort(host, port)
      const isDev = values.dev === true
      await runHouse({
        ...{ dataDir, databaseUrl, lock, signal, tell: say },
        healthUrl: `http://${reachable(host)}:${port}/healthz`,
        web: ['--import', 'tsx', `${root}/scripts/web.ts`, ...(isDev ? ['--dev'] : [])],
        worker: ['--import', 'tsx', `${root}/scripts/worker.ts`],
        environment: {
          ...process.env,
          NODE_ENV: isDev ? 'development' : 'production',
          PORT: String(port),
          SECRET: settings.secrets?.join(',') ?? keptSecret(dataDir),
        },
        prepare: (database) => prepareStart({ ...database, isDev, tell: say, signal }),
        onOpen: () => [`Broadsheet is at ${address}`, ...listNotices(settings).map((line) => `  ${line}`)].forEach(say),
      })
      return { json: { address }, text: 'Stopped.', failed: false }
    } finally {
      lock.release()
    }
  },
})

/** Where this machine reaches itself when web listens on all its addresses. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
