import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { RefusedError } from '../errors'
import type { ServerBinaries } from './server-binaries'
import type { ServerPlace } from './server-place'

/** The one role of an embedded cluster. */
export const ROLE = 'broadsheet'

export interface Cluster {
  /** As this process sees it. */
  folder: string
  password: string
}

/**
 * The cluster of this place, made when it is not there. A cluster appears whole or not at all: it is made under another
 * name and renamed, so that a start that was killed half-way leaves nothing that a later one trusts.
 * @param durable false: initdb does not wait for the disk (tests)
 */
export async function openCluster(place: ServerPlace, binaries: ServerBinaries, durable: boolean): Promise<Cluster> {
  const folder = join(place.folder, 'pg')
  const password = keptPassword(place)
  if (existsSync(folder)) {
    if (!existsSync(join(folder, 'PG_VERSION')))
      throw new RefusedError(`${folder} is not a PostgreSQL cluster: move it away.`)
    return { folder, password }
  }
  rmSync(`${folder}.tmp`, { recursive: true, force: true })
  await initdb(place, binaries, durable)
  renameSync(`${folder}.tmp`, folder)
  return { folder, password }
}

/** Written under another name too: an empty password file would lock us out of our own database. */
function keptPassword({ folder, user }: ServerPlace): string {
  const file = join(folder, 'password')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unfinished = `${file}.tmp`
    rmSync(unfinished, { force: true })
    writeFileSync(unfinished, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    if (user) chownSync(unfinished, user.uid, user.gid)
    renameSync(unfinished, file)
  }
  return readFileSync(file, 'utf8').trim()
}

async function initdb(place: ServerPlace, { initdb }: ServerBinaries, durable: boolean): Promise<void> {
  const options = [
    `--pgdata=${place.seenAs}/pg.tmp`,
    `--username=${ROLE}`,
    `--pwfile=${place.seenAs}/password`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Independent of the system's libc and of the old ICU in the package.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
    ...(durable ? [] : ['--no-sync']),
  ]
  const output = join(place.folder, 'initdb.log')
  const log = openSync(output, 'w')
  try {
    const child = spawn(initdb, options, place.spawnOptions(log))
    const status = await new Promise<number | null>((resolve, reject) =>
      child.once('error', reject).once('exit', resolve),
    )
    if (status !== 0) throw new RefusedError(`The database could not be made: ${lastLine(output)} (log: ${output})`)
  } finally {
    closeSync(log)
  }
}

function lastLine(file: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  const line = lines.findLast((each) => /error|fatal|could not|no space/i.test(each)) ?? lines.at(-1) ?? ''
  return /no space left/i.test(line) ? 'the disk is full' : line || 'it said nothing'
}
