import { adoptAddress } from '../config'
import { type EmbeddedServer, findEmbedded, startEmbedded } from '../database/embedded'
import { migrate } from '../database/migrate'
import { RefusedError, UpstreamError } from '../errors'
import { log } from '../log'
import { endProcesses } from './end-processes'
import { findHolder, type HouseLock, lockDataFolder } from './lock'

const HOUSE_STARTS_MS = 60_000

export interface OpenDatabase {
  url: string
  /** Stops the embedded server when it was started here. */
  close(): Promise<void>
}

/**
 * A migrated database for one command: the one of `DATABASE_URL`, the one that the running house serves, or the embedded one,
 * started for this command and stopped after it.
 * @param name what the command is called when another one finds the data folder in use
 * @throws RefusedError when another command works on the data folder; UpstreamError when the given database does not answer
 */
export async function openDatabase(
  settings: { dataDir: string; databaseUrl: string | undefined },
  name: string,
): Promise<OpenDatabase> {
  const open = settings.databaseUrl
    ? { url: settings.databaseUrl, close: async () => {} }
    : await openEmbedded(settings.dataDir, name)
  try {
    await migrateAndTell(open.url)
    return open
  } catch (error) {
    await open.close()
    throw error
  }
}

/** Brings the database to this version and logs what was done. @throws UpstreamError when it does not answer */
export async function migrateAndTell(url: string): Promise<void> {
  const { applied, changed } = await migrate(url).catch((error: NodeJS.ErrnoException) => {
    throw isOutOfReach(error) ? unreachable(url, error) : error
  })
  if (applied.length > 0) log.info({ applied }, 'the database was migrated')
  if (changed.length > 0) log.warn({ changed }, 'migrations were edited after they were applied to this database')
}

/** The same for web and worker, which outlive a database that is away: then it is logged, and the next start migrates. */
export async function migrateIfThere(url: string): Promise<void> {
  try {
    await migrateAndTell(url)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    log.warn({ reason: error.message }, 'the database could not be migrated')
  }
}

async function openEmbedded(dataDir: string, name: string): Promise<OpenDatabase> {
  const holder = findHolder(dataDir)

  if (holder?.address) {
    adoptAddress(holder.address)
    return { url: await urlOfHouse(dataDir), close: async () => {} }
  }
  const lock = lockDataFolder(dataDir, { name, address: null })
  try {
    const server = await startOwn(dataDir, lock)
    return {
      url: server.url,
      close: async () => {
        await server.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startOwn(dataDir: string, lock: HouseLock): Promise<EmbeddedServer> {
  await endProcesses(lock.predecessor?.children ?? [])
  return startEmbedded({ dataDir })
}

/** A house that is just starting serves its database a moment later. */
async function urlOfHouse(dataDir: string): Promise<string> {
  const deadline = Date.now() + HOUSE_STARTS_MS
  while (findHolder(dataDir)) {
    const url = findEmbedded(dataDir)
    if (url) return url
    if (Date.now() > deadline) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new RefusedError(`The house on ${dataDir} does not serve its database: look at its output, then try again.`)
}

/** Network, authentication, no such database, starting or stopping, no room for another session; a time-out has no code. */
const isOutOfReach = ({ code = '', message }: NodeJS.ErrnoException) =>
  /^(E[A-Z_]+|CERT_[A-Z_]+|28...|3D000|57P0[123]|53300)$/.test(code) || /timeout|SSL/.test(message)

/** The address without its password. */
function unreachable(url: string, cause: Error): UpstreamError {
  const { hostname, port, pathname } = new URL(url)
  const where = `${hostname}:${port || 5432}${pathname}`
  return new UpstreamError(
    `The database ${where} (DATABASE_URL) cannot be used: ${cause.message || (cause as NodeJS.ErrnoException).code}.`,
    {
      cause,
    },
  )
}
