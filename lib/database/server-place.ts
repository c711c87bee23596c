import { type SpawnOptions, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  rmdirSync,
  symlinkSync,
} from 'node:fs'
import { join } from 'node:path'
import { type ServerUser, serverUser } from './server-user'

// The rest of our environment holds secrets that are none of the server's business.
const SERVER_ENVIRONMENT: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C', PATH: '/usr/bin:/bin', TZ: 'UTC' }

/** Where a server keeps its things, as we see it and as the server sees it. */
export interface ServerPlace {
  folder: string
  seenAs: string
  user: ServerUser | null
  /** How to start a program of PostgreSQL in this place, with its output in a file. */
  spawnOptions(log: number): SpawnOptions
  /** Closes the descriptor of the folder; started programs keep theirs. */
  release(): void
}

/**
 * Prepares the folder of the embedded database. As root, on Linux, the server's user is handed the opened folder as
 * descriptor 3: a path through it works below folders that this user may not enter, such as root's home. Without /proc
 * such a folder lives below /var/lib, and the data folder holds a link to it.
 * @param dataDir the data folder; the database lives in `database/` below it
 */
export function serverPlace(dataDir: string): ServerPlace {
  const folder = join(dataDir, 'database')
  const user = serverUser(folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!user) return place(folder, folder, null)
  chownSync(folder, user.uid, user.gid)
  if (existsSync('/proc/self/fd')) return place(folder, '/proc/self/fd/3', user, openSync(folder, 'r'))
  return place(folder, canEnter(folder, user) ? folder : elsewhere(folder, user), user)
}

function place(folder: string, seenAs: string, user: ServerUser | null, descriptor?: number): ServerPlace {
  return {
    folder,
    seenAs,
    user,
    // A session of its own: Ctrl-C in the terminal goes to the house alone, which stops the database last.
    spawnOptions: (log) => ({
      cwd: '/',
      detached: true,
      windowsHide: true,
      ...(process.platform === 'win32' ? {} : { env: SERVER_ENVIRONMENT }),
      stdio: ['ignore', log, log, ...(descriptor === undefined ? [] : [descriptor])],
      ...user,
    }),
    release: () => {
      if (descriptor !== undefined) closeSync(descriptor)
    },
  }
}

function canEnter(folder: string, user: ServerUser): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { cwd: '/', ...user }).status === 0
}

/** The same folder, moved to where the server's user can enter it, with a link left behind. */
function elsewhere(folder: string, user: ServerUser): string {
  if (lstatSync(folder).isSymbolicLink()) return readlinkSync(folder)
  const target = join('/var/lib/broadsheet', createHash('sha256').update(folder).digest('hex').slice(0, 12))
  mkdirSync(target, { recursive: true, mode: 0o755 })
  chownSync(target, user.uid, user.gid)
  rmdirSync(folder)
  symlinkSync(target, folder)
  return target
}
