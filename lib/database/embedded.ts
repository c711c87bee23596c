import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RefusedError } from '../errors'
import { type Cluster, openCluster, ROLE } from './cluster'
import { clearCluster, endPostmaster, runningPostmaster } from './postmaster-pid'
import { databaseUrl, freePort, isAnswering, makeDatabase } from './server-address'
import { type ServerBinaries, serverBinaries } from './server-binaries'
import { launchServer } from './server-launch'
import { type ServerPlace, serverPlace } from './server-place'

const DATABASE = 'broadsheet'
/** Crash recovery replays what was written since the last checkpoint; it may take a while and is never cut short before. */
const START_MS = 300_000
/** Children of a killed postmaster let go of the shared memory within a moment. */
const START_TRIES = 40
const PAUSE_MS = 200

export interface EmbeddedServer {
  /** Address of the application's database, with the password. */
  url: string
  port: number
  pid: number
  /** Resolves when the server has ended, asked or not. */
  ended: Promise<void>
  /** Fast shutdown, with a deadline after which harder ones follow. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** The port to serve on; a free one when absent. */
  port?: number
  /** false: the server does not wait for the disk (tests only). */
  durable?: boolean
}

/**
 * Starts PostgreSQL from the npm package on this data folder and waits until it answers. Makes the cluster when there is
 * none, stops a server that outlived its house. The caller holds the data folder's lock (`lib/house/lock.ts`).
 * @throws RefusedError when it cannot run on this machine, with PostgreSQL's own reason when it does not start
 */
export async function startEmbedded({ dataDir, port, durable = true }: EmbeddedOptions): Promise<EmbeddedServer> {
  const place = serverPlace(dataDir)
  try {
    const binaries = serverBinaries(place.user)
    const cluster = await openCluster(place, binaries, durable)
    await clearCluster(cluster.folder)
    return await startPatiently({ place, binaries, cluster, port, durable })
  } finally {
    place.release()
  }
}

/** Address of the embedded database that another process serves right now; null when none does. */
export function findEmbedded(dataDir: string): string | null {
  const folder = join(dataDir, 'database')
  const postmaster = runningPostmaster(join(folder, 'pg'))
  if (!postmaster?.ready) return null
  return databaseUrl(ROLE, readFileSync(join(folder, 'password'), 'utf8').trim(), postmaster.port, DATABASE)
}

interface Attempt {
  place: ServerPlace
  binaries: ServerBinaries
  cluster: Cluster
  port: number | undefined
  durable: boolean
}

async function startPatiently(attempt: Attempt): Promise<EmbeddedServer> {
  for (let tries = 1; ; tries++) {
    const outcome = await start(attempt)
    if (outcome.status === 'started') return outcome.server
    const passes = /pre-existing shared memory block|could not bind|could not create any TCP/i.test(outcome.reason)
    if (!passes || tries >= START_TRIES) throw new RefusedError(`The database does not start: ${outcome.reason}`)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
}

type Outcome = { status: 'started'; server: EmbeddedServer } | { status: 'refused'; reason: string }

async function start({ place, binaries, cluster, port: wanted, durable }: Attempt): Promise<Outcome> {
  const port = wanted ?? (await freePort())
  const launched = launchServer({ postgres: binaries.postgres, place, port, durable })
  const urlOf = (database: string) => databaseUrl(ROLE, cluster.password, port, database)

  const deadline = Date.now() + START_MS
  while (!(await isAnswering(urlOf('postgres')))) {
    if (launched.hasEnded()) return { status: 'refused', reason: launched.lastWords() }
    if (Date.now() > deadline) throw new Error(`The database does not answer within ${START_MS / 1000} s.`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  await makeDatabase(urlOf('postgres'), DATABASE)
  const { running, ended } = launched
  const stop = async () => {
    await endPostmaster(running)
    await ended
  }
  return { status: 'started', server: { url: urlOf(DATABASE), port, pid: running.pid, ended, stop } }
}
