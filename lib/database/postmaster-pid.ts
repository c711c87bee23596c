import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity, signal, waitForExit } from '../process'

const FAST_SHUTDOWN_MS = 15_000
const KILL_MS = 5_000

export interface Postmaster {
  pid: number
  port: number
  /** The server has written that it takes connections. */
  ready: boolean
}

/** What `postmaster.pid` of a cluster tells; null without a whole file. Its lines: src/include/utils/pidfile.h of PostgreSQL. */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const [pid, , , port] = lines.map(Number)
  return pid && port ? { pid, port, ready: lines[7]?.trim() === 'ready' } : null
}

/** The postmaster that serves this cluster now; null when there is none, also when its number names another process by now. */
export function runningPostmaster(cluster: string): Postmaster | null {
  const postmaster = readPostmaster(cluster)
  return postmaster && serves(postmaster.pid, cluster) ? postmaster : null
}

/**
 * Leaves a cluster that nobody serves. A server that outlived its house (killed outright) is stopped; a `postmaster.pid` that
 * names an unrelated living process, on which PostgreSQL would refuse to start for ever, is taken away. For the holder of
 * the data folder's lock only.
 */
export async function clearCluster(cluster: string): Promise<void> {
  const left = readPostmaster(cluster)
  if (!left) return
  const identity = processIdentity(left.pid)
  if (!identity) return
  if (!serves(left.pid, cluster)) {
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
    return
  }
  await endPostmaster({ pid: left.pid, identity })
}

/** Fast shutdown, then immediate, then the hard way; each loses nothing that was committed. */
export async function endPostmaster(running: { pid: number; identity: string }): Promise<void> {
  const steps: [NodeJS.Signals, number][] = [
    ['SIGINT', FAST_SHUTDOWN_MS],
    ['SIGQUIT', KILL_MS],
    ['SIGKILL', KILL_MS],
  ]
  for (const [name, withinMs] of steps) {
    signal(running.pid, name)
    if (await waitForExit(running, withinMs)) return
  }
  throw new Error(`PostgreSQL (process ${running.pid}) does not stop.`)
}

function serves(pid: number, cluster: string): boolean {
  if (!processIdentity(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false
  }
}
