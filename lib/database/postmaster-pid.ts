import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity, signal, waitForExit } from '../process'
import { isPostmasterOf } from './is-postmaster'

const FAST_SHUTDOWN_MS = 15_000
const KILL_MS = 5_000

export interface Postmaster {
  pid: number
  /** In seconds of the epoch. */
  startedAt: number
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
  const [pid, , startedAt, port] = lines.map(Number)
  return pid && startedAt && port ? { pid, startedAt, port, ready: lines[7]?.trim() === 'ready' } : null
}

/** The postmaster that serves this cluster now; null when there is none, also when its number names another process by now. */
export function runningPostmaster(cluster: string): Postmaster | null {
  const postmaster = readPostmaster(cluster)
  return postmaster && processIdentity(postmaster.pid) && isPostmasterOf(cluster, postmaster) ? postmaster : null
}

/**
 * Leaves a cluster that nobody serves. A server that outlived its house (killed outright) is stopped. A `postmaster.pid` on which
 * PostgreSQL would refuse to start for ever is taken away: its number belongs to an unrelated process, or to a zombie that a
 * container without an init never buries. For the holder of the data folder's lock only.
 */
export async function clearCluster(cluster: string): Promise<void> {
  const left = readPostmaster(cluster)
  if (!left) return
  const identity = processIdentity(left.pid)
  if (identity && isPostmasterOf(cluster, left)) await endPostmaster({ pid: left.pid, identity })
  // A number that nobody has is left to PostgreSQL, which also looks for children that still hold the shared memory.
  // So is every number on Windows, where it looks for a signal pipe that only servers have, and we cannot tell who runs.
  else if (process.platform !== 'win32' && isTaken(left.pid)) rmSync(join(cluster, 'postmaster.pid'), { force: true })
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

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
