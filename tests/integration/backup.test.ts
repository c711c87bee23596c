import { execFile } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { restoreBackup } from '@/lib/database/backup/restore-backup'
import { writeBackup } from '@/lib/database/backup/write-backup'
import { db, pool } from '@/lib/database/client'
import { migrate } from '@/lib/database/migrate'
import { makeDatabase, withClient } from '@/lib/database/server-address'
import { useTestDatabase } from '@/tests/support/database'
import { aPaper, aReader } from '@/tests/support/factories'
import { withDatabase } from '@/tests/support/global-setup'
import { temporaryFolder } from '@/tests/support/house'
import { type OtherServer, otherServer } from '@/tests/support/other-server'

const database = useTestDatabase()
const folder = temporaryFolder()
const now = new Date('2026-11-22T12:00:00Z')
const made: string[] = []
let backup: string

beforeAll(async () => {
  await fill()
  backup = await backUp(database.url)
})
afterAll(async () => {
  const serverUrl = inject('serverUrl')
  for (const name of made) await withClient(serverUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`))
  folder.remove()
})

test('a backup brings everything back, to the byte', async () => {
  const target = await emptyDatabase()
  await restoreBackup({ databaseUrl: target, file: backup })
  expect(await contents(target)).toEqual(await contents(database.url))
})

test.skipIf(!otherServer)(
  `a backup goes to ${otherServer?.name ?? 'another version of PostgreSQL (none is installed here)'} and back with equal rows`,
  async () => {
    const other = (await otherServer?.start()) as OtherServer
    try {
      const there = await emptyDatabase(other.url)
      await restoreBackup({ databaseUrl: there, file: backup })
      expect(await contents(there)).toEqual(await contents(database.url))

      const back = await emptyDatabase()
      await restoreBackup({ databaseUrl: back, file: await backUp(there) })
      expect(await contents(back)).toEqual(await contents(database.url))
    } finally {
      await other.stop()
    }
  },
)

test('a database that holds something is replaced only when told to', async () => {
  const target = await emptyDatabase()
  await restoreBackup({ databaseUrl: target, file: backup })
  await withClient(target, (client) => client.query("UPDATE papers SET title = 'changed since'"))
  const changed = await contents(target)
  await expect(restoreBackup({ databaseUrl: target, file: backup })).rejects.toThrow(/is not empty .* --force/)
  expect(await contents(target)).toEqual(changed)

  await restoreBackup({ databaseUrl: target, file: backup, overwrite: true })
  expect(await contents(target)).toEqual(await contents(database.url))
})

test('a file that is cut off anywhere changes nothing', async () => {
  const target = await emptyDatabase()
  const before = await contents(target)
  const whole = readFileSync(backup)
  for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
    const file = written('cut', whole.subarray(0, Math.floor(whole.length * share)))
    await expect(restoreBackup({ databaseUrl: target, file })).rejects.toThrow(
      /cut off|no backup.* Nothing was changed/,
    )
  }
  expect(await contents(target)).toEqual(before)
})

test('a file that lost its last lines before it was packed changes nothing', async () => {
  const target = await emptyDatabase()
  const before = await contents(target)
  const text = gunzipSync(readFileSync(backup)).toString()
  const damages = [
    text.slice(0, text.lastIndexOf('{"end"')),
    text.replace(/^.*Ada.*\n/m, ''),
    text.replace('{"table":"votes"}', '{"table":"voters"}'),
    `${text}{"table":"votes"}\n`,
  ]
  for (const damaged of damages) {
    const file = written('damaged', gzipSync(damaged))
    await expect(restoreBackup({ databaseUrl: target, file })).rejects.toThrow(/Nothing was changed/)
  }
  expect(await contents(target)).toEqual(before)
})

test('a flipped bit is noticed', async () => {
  const target = await emptyDatabase()
  const bytes = Buffer.from(readFileSync(backup))
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 400) ^ 1, bytes.length - 400)
  await expect(restoreBackup({ databaseUrl: target, file: written('flipped', bytes) })).rejects.toThrow(
    /Nothing was changed/,
  )
  await expect(restoreBackup({ databaseUrl: target, file: 'package.json' })).rejects.toThrow(
    /no backup of this program/,
  )
  await expect(restoreBackup({ databaseUrl: target, file: '/nowhere' })).rejects.toThrow(/there is no such file/)
})

test('a backup of another version of the tables is refused by name', async () => {
  const target = await emptyDatabase()
  const text = gunzipSync(readFileSync(backup)).toString()
  const newer = text.replace('"migrations":[', '"migrations":["29990101000000_later",')
  await expect(restoreBackup({ databaseUrl: target, file: written('newer', gzipSync(newer)) })).rejects.toThrow(
    /newer version \(29990101000000_later\)/,
  )
  const older = text.replace(/"migrations":\["[^"]+",/, '"migrations":[')
  await expect(restoreBackup({ databaseUrl: target, file: written('older', gzipSync(older)) })).rejects.toThrow(
    /older version/,
  )
})

test('a backup is for its owner only and replaces no file', async () => {
  expect(statSync(backup).mode & 0o777).toBe(0o600)
  await expect(writeBackup({ databaseUrl: database.url, file: backup, now })).rejects.toThrow(/is there already/)
})

test('the two commands answer in JSON and tell their failures by exit status', async () => {
  const target = await emptyDatabase()
  const file = join(folder.path, 'by-command.backup')
  const written = await command('backup', database.url, file, '--json')
  expect(JSON.parse(written.stdout)).toMatchObject({ file, tables: { papers: 3, votes: 1 } })
  const restored = await command('restore', target, file, '--json')
  expect(JSON.parse(restored.stdout)).toMatchObject({ file, tables: { papers: 3, votes: 1 } })
  expect(await command('restore', target, file)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/is not empty/),
  })
  expect(await command('backup', database.url)).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/^FILE must be given/),
  })
  expect(await command('backup', database.url, '--help')).toMatchObject({
    status: 0,
    stdout: expect.stringMatching(/npm run backup -- FILE/),
  })
}, 30_000)

async function fill(): Promise<void> {
  await aPaper({
    title: 'tab\tnewline\n\\.\nquote " and \\N',
    authors: ['Ada Lovelace', 'Émilie, du "Châtelet"', '\\N'],
  })
  await aPaper({ title: '東京 𝔸 \u202e bidi', announced: [{ day: '2026-11-20', type: 'replace-cross' }] })
  const { id: paperId } = await aPaper({ abstract: '\\.' })
  const { id: readerId } = await aReader({ email: 'ada@example.org' })
  await db().vote.create({ data: { paperId, readerId, createdAt: now, countedAt: now, tick: 0 } })
  await db().session.create({
    data: { readerId, device: 'Firefox', tokenHash: Buffer.alloc(32, 0x5c), createdAt: now, lastSeenAt: now },
  })
  await db().delivery.create({
    data: {
      kind: 'digest',
      recipient: 'ada@example.org',
      content: { a: ['\\', '\n', null, 1.5] },
      createdAt: now,
      dueAt: now,
      deadlineAt: now,
    },
  })
  // Many rows, so that the file is read in many pieces.
  await pool().query(
    `INSERT INTO feed_copies (url, etag, checked_at, changed_at)
     SELECT 'https://example.org/' || i, md5(i::text), $1, $1 FROM generate_series(1, 20000) AS i`,
    [now],
  )
}

async function backUp(databaseUrl: string): Promise<string> {
  const file = join(folder.path, `${made.length}-${Math.random()}.backup`)
  await writeBackup({ databaseUrl, file, now })
  return file
}

async function emptyDatabase(serverUrl = inject('serverUrl')): Promise<string> {
  const name = `${new URL(database.url).pathname.slice(1)}_${made.length}`
  const url = withDatabase(serverUrl, name)
  if (serverUrl === inject('serverUrl')) {
    made.push(name)
    await withClient(serverUrl, (client) =>
      client.query(`CREATE DATABASE ${name} TEMPLATE ${inject('templateDatabase')}`),
    )
  } else {
    await makeDatabase(serverUrl, name)
    await migrate(url)
  }
  return url
}

/** Count and checksum of every table. */
async function contents(url: string): Promise<Record<string, string>> {
  return withClient(url, async (client) => {
    await client.query("SET TimeZone = 'UTC'")
    const tables = await client.query(
      // What is known of the search index is of this database alone.
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
       AND relname NOT IN ('_prisma_migrations', 'search_index', 'search_changes', 'similar_papers')`,
    )
    const found: Record<string, string> = {}
    for (const { relname } of tables.rows) {
      const { rows } = await client.query(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, ',' ORDER BY t::text COLLATE "C")), '') AS sum FROM "${relname}" t`,
      )
      found[relname] = rows[0].sum
    }
    return found
  })
}

function written(name: string, bytes: Buffer): string {
  const file = join(folder.path, name)
  writeFileSync(file, bytes)
  return file
}

async function command(name: 'backup' | 'restore', databaseUrl: string, ...args: string[]) {
  const environment = { ...process.env, DATABASE_URL: databaseUrl, DATA_DIR: folder.path }
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', `scripts/${name}.ts`, ...args], {
    env: environment,
  })
  return run.then(
    ({ stdout, stderr }) => ({ status: 0, stdout, stderr }),
    ({ code, stdout, stderr }) => ({ status: code as number, stdout, stderr }),
  )
}
