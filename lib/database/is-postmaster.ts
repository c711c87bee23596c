import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'

const PROGRAM = 'postgres'
/** Between the start of the process and the moment that it notes as its start, on the busiest of machines. */
const START_WITHIN_SECONDS = 30

interface Suspect {
  pid: number
  /** As `postmaster.pid` tells, in seconds of the epoch. */
  startedAt: number
}

/**
 * Whether the process with this number is the postmaster of this cluster. True only when it can be shown: its number may have been
 * given to anybody since, and what is taken for a postmaster may be killed.
 */
export function isPostmasterOf(cluster: string, suspect: Suspect): boolean {
  return process.platform === 'linux' ? isPostmasterByProc(cluster, suspect.pid) : isPostmasterByPs(suspect)
}

/** A postmaster stands in its cluster's folder. */
function isPostmasterByProc(cluster: string, pid: number): boolean {
  try {
    const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    return name === PROGRAM && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
  } catch {
    return false
  }
}

/** Where there is no /proc: by name and start. Another PostgreSQL may have the number after a reboot, but not since that second. */
export function isPostmasterByPs({ pid, startedAt }: Suspect): boolean {
  try {
    const ps = ['ps', '-o', 'lstart=,comm=', '-p', String(pid)]
    const line = execFileSync('env', ['LC_ALL=C', 'TZ=UTC', ...ps], { encoding: 'utf8' })
    // `Sun Nov 22 18:01:50 2026 /path/to/postgres`: five words of time, then the program, with its path on macOS.
    const [, start = '', program = ''] = /^\s*((?:\S+\s+){4}\S+)\s+(.*\S)\s*$/.exec(line) ?? []
    const offBy = Math.abs(Date.parse(`${start} UTC`) / 1000 - startedAt)
    return basename(program) === PROGRAM && offBy <= START_WITHIN_SECONDS
  } catch {
    return false
  }
}
