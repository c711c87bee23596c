import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { ROOMY } from '@/lib/house/node-options'
import { ours } from '../../own/own-processes'

/** Ticks per second of the times in /proc: 100 on every Linux that Node.js runs on (proc_pid_stat(5), USER_HZ). */
const TICKS_PER_SECOND = 100
const START_MS = 60_000

/** A server in a process of its own, whose processor time can be read. */
export interface ServerProcess {
  url: string
  /** Processor time used so far, user and system, in milliseconds; 10 ms is the smallest step. */
  cpuMs(): number
  /** Memory that it holds now, in MB. */
  memoryMb(): number
  /** Files and sockets that it has open now. */
  handles(): number
  stop(): Promise<void>
}

/** Starts `node --import tsx ARGS`, with the options of the house's web process, and waits until `url` answers. @throws Error with what it said, when it ends before */
export async function startServer(
  args: string[],
  url: string,
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const child = ours(
    spawn(process.execPath, [...ROOMY, '--import', 'tsx', ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    }),
  )
  let told = ''
  child.stderr.on('data', (chunk) => {
    told += chunk
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const deadline = Date.now() + START_MS
  while (!(await answers(url))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${args[0]} did not come up:\n${told}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    url,
    cpuMs: () => cpuMs(child),
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    handles: () => readdirSync(`/proc/${child.pid}/fd`).length,
    stop: () => {
      child.kill()
      return ended
    },
  }
}

function cpuMs({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field, the command's name in parentheses, may hold spaces itself.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS_PER_SECOND
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
