import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findEmbedded } from '@/lib/database/embedded'
import { readPostmaster } from '@/lib/database/postmaster-pid'
import { withClient } from '@/lib/database/server-address'
import { findHolder } from '@/lib/house/lock'
import { processIdentity } from '@/lib/process'
import { eventually } from '@/tests/support/eventually'
import { type HouseProcess, startHouse, temporaryFolder } from '@/tests/support/house'

const folder = temporaryFolder()
const dataDir = join(folder.path, 'data')
const cluster = join(dataDir, 'database/pg')
let house: HouseProcess

beforeAll(async () => {
  house = await startHouse(dataDir)
  await house.said(/^open$/)
  await sql('CREATE TABLE kept (id serial PRIMARY KEY)')
})
afterAll(async () => {
  house.process.kill('SIGTERM')
  await house.ended()
  folder.remove()
})

test('a second start on the data folder is refused in one sentence that names the first', async () => {
  const second = await startHouse(dataDir)
  expect(await second.ended()).toBe(1)
  expect(second.lines).toEqual([
    `refused: The data folder ${dataDir} is in use by npm start (process ${house.process.pid}, at http://localhost:${house.port}).`,
  ])
})

test('a port that is taken is told in one sentence, before a database is made', async () => {
  const elsewhere = join(folder.path, 'elsewhere')
  const second = await startHouse(elsewhere, house.port)
  expect(await second.ended()).toBe(1)
  expect(second.lines).toEqual([
    `refused: Port ${house.port} on 127.0.0.1 is taken by another program; PORT takes another one.`,
  ])
  expect(() => readFileSync(join(elsewhere, 'database/password'))).toThrow(/ENOENT/)
})

test('web is started again when it is killed', async () => {
  const first = Number(await house.said(/^web runs (\d+)$/))
  process.kill(first, 'SIGKILL')
  await house.said(/^web ended \(killed by SIGKILL\)/)
  await eventually(() => house.lines.filter((line) => line.startsWith('web runs')).length === 2)
})

test('the database is started again on the same port when it is killed, with every acknowledged row', async () => {
  const before = readPostmaster(cluster)
  const rows = await keepRow()
  process.kill(postmasterPid(), 'SIGKILL')
  await house.said(/^The database ended unexpectedly/)
  await eventually(() => findEmbedded(dataDir) && readPostmaster(cluster)?.pid !== before?.pid)
  expect(readPostmaster(cluster)?.port).toBe(before?.port)
  expect(await countRows()).toBe(rows)
})

test('when the house is killed, the next start ends what it left running and goes on', async () => {
  const rows = await keepRow()
  const orphans = findHolder(dataDir)?.children ?? []
  const postmaster = postmasterPid()
  expect(orphans).toHaveLength(2)
  house.process.kill('SIGKILL')
  await house.ended()
  expect(processIdentity(postmaster)).not.toBeNull()

  house = await startHouse(dataDir, house.port)
  await house.said(/^open$/)
  expect([...orphans.map(({ pid }) => pid), postmaster].map(processIdentity)).toEqual([null, null, null])
  expect(await countRows()).toBe(rows)
})

test('when everything is killed at once, the next start just works', async () => {
  const rows = await keepRow()
  const children = findHolder(dataDir)?.children ?? []
  const postmaster = postmasterPid()
  house.process.kill('SIGKILL')
  for (const pid of [postmaster, ...children.map((child) => child.pid)]) process.kill(pid, 'SIGKILL')
  await house.ended()

  house = await startHouse(dataDir, house.port)
  await house.said(/^open$/)
  expect(await countRows()).toBe(rows)
})

test('a lock and a postmaster.pid whose numbers belong to other processes by now stop nobody', async () => {
  const rows = await keepRow()
  house.process.kill('SIGTERM')
  await house.ended()
  const bystander = { pid: process.pid, identity: 'an earlier life of this number' }
  writeFileSync(
    join(dataDir, 'house.lock'),
    JSON.stringify({ ...bystander, name: 'npm start', address: 'http://localhost:1', children: [bystander] }),
  )
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n/elsewhere\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`,
  )

  house = await startHouse(dataDir, house.port)
  await house.said(/^open$/)
  expect(await countRows()).toBe(rows)
})

test('SIGTERM stops web, worker and database in this order and leaves nothing running', async () => {
  const postmaster = postmasterPid()
  house.process.kill('SIGTERM')
  expect(await house.ended()).toBe(0)
  await house.said(/^closed$/)
  expect(house.lines.filter((line) => /stops|closed/.test(line))).toEqual(['web stops', 'worker stops', 'closed'])
  expect(processIdentity(postmaster)).toBeNull()
  expect(findHolder(dataDir)).toBeNull()
})

function postmasterPid(): number {
  const postmaster = readPostmaster(cluster)
  if (!postmaster) throw new Error('no database is running')
  return postmaster.pid
}

function sql(text: string) {
  return withClient(findEmbedded(dataDir) ?? '', (client) => client.query(text))
}

async function keepRow(): Promise<number> {
  await sql('INSERT INTO kept DEFAULT VALUES')
  return countRows()
}

async function countRows(): Promise<number> {
  const { rows } = await sql('SELECT count(*)::int AS count FROM kept')
  return rows[0].count
}
