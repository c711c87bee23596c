import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startEmbedded } from '@/lib/database/embedded'
import { freePort, isAnswering } from '@/lib/database/server-address'
import { serverUser } from '@/lib/database/server-user'
import { eventually } from './eventually'
import { temporaryFolder } from './house'

const DEBIAN = '/usr/lib/postgresql'

export interface OtherServer {
  /** Address of its maintenance database. */
  url: string
  stop(): Promise<void>
}

/**
 * A PostgreSQL of another major version than the tests' own: beside the embedded one the oldest that Debian's packages installed here;
 * beside the server of `TEST_DATABASE_URL` the embedded one. null where there is none.
 */
export const otherServer: { name: string; start(): Promise<OtherServer> } | null = process.env.TEST_DATABASE_URL
  ? { name: 'the embedded server', start: startEmbeddedOne }
  : debianServer()

async function startEmbeddedOne(): Promise<OtherServer> {
  const folder = temporaryFolder()
  const server = await startEmbedded({ dataDir: folder.path, durable: false })
  const stop = async () => {
    await server.stop()
    folder.remove()
  }
  return { url: server.url, stop }
}

function debianServer() {
  const versions = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .map(Number)
        .sort((a, b) => a - b)
    : []
  const version = versions.find((each) => each >= 15 && existsSync(`${DEBIAN}/${each}/bin/initdb`))
  return version ? { name: `PostgreSQL ${version}`, start: () => startDebian(`${DEBIAN}/${version}/bin`) } : null
}

async function startDebian(bin: string): Promise<OtherServer> {
  const folder = temporaryFolder()
  const user = serverUser(join(folder.path, 'new'))
  const cluster = join(folder.path, 'pg')
  mkdirSync(cluster, { mode: 0o700 })
  if (user) for (const path of [folder.path, cluster]) chownSync(path, user.uid, user.gid)
  const options = { cwd: '/', ...user, stdio: 'ignore' } as const
  const made = spawnSync(
    `${bin}/initdb`,
    ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    options,
  )
  if (made.status !== 0) throw new Error(`${bin}/initdb ended with status ${made.status}`)

  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off']
  const server = spawn(`${bin}/postgres`, ['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])], options)
  const ended = new Promise((resolve) => server.once('exit', resolve))
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`
  await eventually(() => isAnswering(url))
  const stop = async () => {
    server.kill('SIGINT')
    await ended
    folder.remove()
  }
  return { url, stop }
}
