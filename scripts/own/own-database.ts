import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { lockDataFolder } from '@/lib/house/lock'
import { signal } from '@/lib/process'
import { untilClosed } from './until-closed'

/** An embedded PostgreSQL of its own, migrated and empty, in a data folder that is thrown away with it. */
export interface OwnDatabase {
  url: string
  dataDir: string
  /** Closes this process's connections, too. */
  close(): Promise<void>
}

export interface OwnDatabaseOptions {
  /** What it is for. */
  name: 'bench' | 'chaos'
  /** Whether the server waits for the disk. */
  durable: boolean
  /** A data folder that stays there. */
  keptIn?: string | undefined
}

/** Opens one. It is closed by whoever asked, or by a signal, also by one that comes before it is open (`endBySignal`). */
export async function openOwnDatabase({ name, durable, keptIn }: OwnDatabaseOptions): Promise<OwnDatabase> {
  const dataDir = keptIn ?? mkdtempSync(join(tmpdir(), `broadsheet-${name}-`))
  const remove = () => {
    if (!keptIn) rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 })
  }
  const starting = start(dataDir, name, durable)
  // This process's connections are left to break: closed, they would be opened again, by who works on, to DATABASE_URL.
  const stop = untilClosed(async () => {
    const server = await starting.catch(() => null)
    await server?.stop()
    remove()
    process.off('exit', endAtOnce)
  })
  let pid: number | null = null
  // An error before anybody could close it, or a second Ctrl-C: the server ends without a word, as it may.
  const endAtOnce = () => {
    if (pid) signal(pid, 'SIGQUIT')
    remove()
  }
  process.once('exit', endAtOnce)
  try {
    const { url, ...server } = await starting
    pid = server.pid
    await migrate(url)
    const close = async () => {
      await disconnect()
      await stop()
    }
    return { url, dataDir, close }
  } catch (error) {
    await stop()
    throw error
  }
}

/** @throws RefusedError when somebody else works on the folder, or the server cannot run */
async function start(dataDir: string, name: string, durable: boolean) {
  const lock = lockDataFolder(dataDir, { name: `npm run ${name}`, address: null })
  try {
    const server = await startEmbedded({ dataDir, durable })
    const stop = async () => {
      await server.stop()
      lock.release()
    }
    return { url: server.url, pid: server.pid, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}
