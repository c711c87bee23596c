import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withClient } from '@/lib/database/server-address'
import { beginBuild, isBuilt, stampBuild } from '@/lib/house/build-stamp'
import { findHolder, lockDataFolder } from '@/lib/house/lock'
import { openDatabase } from '@/lib/house/open-database'
import { processIdentity } from '@/lib/process'
import { temporaryFolder } from '@/tests/support/house'

let folder: ReturnType<typeof temporaryFolder>
const embedded = () => ({ dataDir: folder.path, databaseUrl: undefined })

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

test('with the house stopped, a command brings up the database for itself and takes it down again', async () => {
  const open = await openDatabase(embedded(), 'npm run ingest')
  expect(findHolder(folder.path)?.name).toBe('npm run ingest')
  await expect(openDatabase(embedded(), 'npm run backup')).rejects.toThrow(/in use by npm run ingest \(process \d+\)/)
  const { rows } = await withClient(open.url, (client) => client.query('SELECT count(*)::int AS count FROM papers'))
  expect(rows).toEqual([{ count: 0 }])
  await open.close()
  expect(findHolder(folder.path)).toBeNull()
  await expect(withClient(open.url, (client) => client.query('SELECT 1'))).rejects.toThrow(/ECONNREFUSED/)
})

test('a database that cannot be reached is named without its password', async () => {
  const databaseUrl = 'postgresql://ada:hidden-word@127.0.0.1:1/broadsheet'
  const refusal = await openDatabase({ dataDir: folder.path, databaseUrl }, 'a test').catch(
    (error: Error) => error.message,
  )
  expect(refusal).toMatch(/^The database 127\.0\.0\.1:1\/broadsheet \(DATABASE_URL\) cannot be used: .*ECONNREFUSED/)
  expect(refusal).not.toContain('hidden-word')
})

test('of many that take a dead lock over at once, one gets it', async () => {
  const dead = { pid: 1, identity: 'an earlier boot', name: 'npm start', address: null, children: [] }
  writeFileSync(join(folder.path, 'house.lock'), JSON.stringify(dead))
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => lockInProcess(folder.path)))
  expect(outcomes.filter((outcome) => outcome === 'got it')).toHaveLength(1)
})

test('a lock that the machine lost the content of is taken over', () => {
  writeFileSync(join(folder.path, 'house.lock'), '')
  const lock = lockDataFolder(folder.path, { name: 'npm start', address: null })
  expect(lock.predecessor).toBeNull()
  expect(findHolder(folder.path)?.identity).toBe(processIdentity(process.pid))
  lock.release()
})

test('a build counts until an input changes or an output is gone, and a build cut off half-way never', () => {
  for (const file of ['app/page.ts', '.next/BUILD_ID', 'build/assets.json', 'generated/prisma/client.ts']) {
    mkdirSync(join(folder.path, file, '..'), { recursive: true })
    writeFileSync(join(folder.path, file), 'first')
  }
  expect(isBuilt(folder.path)).toBe(false)
  stampBuild(folder.path, beginBuild(folder.path))
  expect(isBuilt(folder.path)).toBe(true)

  const begun = beginBuild(folder.path)
  expect(isBuilt(folder.path)).toBe(false)
  writeFileSync(join(folder.path, 'app/page.ts'), 'edited while it was built')
  stampBuild(folder.path, begun)
  expect(isBuilt(folder.path)).toBe(false)
  expect(readFileSync(join(folder.path, 'build/stamp'), 'utf8')).toBe(begun)
})

/** Takes the lock in a process of its own and keeps it until all have tried. */
function lockInProcess(dataDir: string): Promise<string> {
  const script = `
    const { lockDataFolder } = await import('./lib/house/lock.ts')
    let said = 'refused'
    try { lockDataFolder(${JSON.stringify(dataDir)}, { name: 'racer', address: null }); said = 'got it' } catch {}
    process.stdout.write(said)
    setTimeout(() => {}, said === 'got it' ? 3000 : 0)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))))
}
