import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity } from '../process'
import type { ServerPlace } from './server-place'

const MAX_LOG_BYTES = 10_000_000

export interface LaunchedServer {
  running: { pid: number; identity: string }
  ended: Promise<void>
  hasEnded(): boolean
  /** Why it ended: the last thing it complained about, and where the whole log is. */
  lastWords(): string
}

interface Launch {
  postgres: string
  place: ServerPlace
  port: number
  durable: boolean
}

/** Starts the postmaster as a process of its own session, with its log in `postgres.log` of the place. */
export function launchServer({ postgres, place, port, durable }: Launch): LaunchedServer {
  const logFile = join(place.folder, 'postgres.log')
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > MAX_LOG_BYTES) renameSync(logFile, `${logFile}.1`)
  const logStart = size > MAX_LOG_BYTES ? 0 : size

  const log = openSync(logFile, 'a', 0o600)
  const child = spawn(postgres, ['-D', `${place.seenAs}/pg`, ...settings(port, durable)], place.spawnOptions(log))
  closeSync(log)
  let failure: string | undefined
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      hasEnded = true
      resolve()
    }
    child.once('exit', end).once('error', (error) => {
      failure = error.message
      end()
    })
  })
  const pid = child.pid ?? 0
  return {
    running: { pid, identity: processIdentity(pid) ?? 'never ran' },
    ended,
    hasEnded: () => hasEnded,
    lastWords: () => failure ?? lastComplaint(logFile, logStart),
  }
}

function settings(port: number, durable: boolean): string[] {
  const values = {
    port: String(port),
    // TCP on the loopback interface works everywhere; a socket's path has a length limit and Windows has none.
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Errors of statements go to their client. In the log they would put readers' addresses beside the constraint's name.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** PostgreSQL's last severe message, with the cause that it names in a line before. */
function lastComplaint(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString().trim().split('\n')
  const severe = lines.filter((line) => /(FATAL|PANIC):|error while loading/.test(line)).at(-1) ?? lines.at(-1) ?? ''
  const causes = [
    ...(lines.some((line) => line.includes('No space left on device')) ? ['the disk is full: '] : []),
    ...(lines.some((line) => line.includes('could not bind')) ? ['could not bind: '] : []),
  ]
  return `${causes.join('')}${severe.replace(/^.*(FATAL|PANIC): +/, '') || 'it gave no reason'} (log: ${logFile})`
}
