import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { UpstreamError } from '@/lib/errors'
import { closeGate, throughGate } from '@/lib/upstream/gate'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { type FakeArxiv, type LoggedRequest, startFakeArxiv } from '../support/fake-arxiv'

const database = useTestDatabase()
let fake: FakeArxiv

beforeEach(async () => {
  fake = await startFakeArxiv()
  await pool().query(`update gates set open_at = '2000-01-01'`)
})
afterEach(() => fake.close())

const askHere = (minIntervalMs: number) =>
  throughGate(async (signal) => (await fetch(`${fake.url}/rss/cs.LG`, { signal })).text(), {
    gate: 'arxiv',
    minIntervalMs,
  })

const askElsewhere = (times: number, minIntervalMs: number) => {
  const script = new URL('../support/ask-arxiv.ts', import.meta.url).pathname
  const given = [database.url, `${fake.url}/rss/cs.LG`, String(times), String(minIntervalMs)]
  return spawn(process.execPath, ['--import', 'tsx', script, ...given], { stdio: ['ignore', 'ignore', 'inherit'] })
}

/** A worker's three doors to arXiv, so many rounds. */
const readElsewhere = (rounds: number, minIntervalMs: number) => {
  const script = new URL('../support/read-arxiv.ts', import.meta.url).pathname
  const given = [database.url, fake.url, String(rounds), String(minIntervalMs)]
  return spawn(process.execPath, ['--import', 'tsx', script, ...given], { stdio: ['ignore', 'ignore', 'inherit'] })
}

function expectTurns(requests: LoggedRequest[], minIntervalMs: number) {
  const pairs = requests.slice(1).map((next, index) => ({ next, before: requests[index] }))
  for (const { next, before } of pairs) {
    expect(next.at - (before?.at ?? 0)).toBeGreaterThanOrEqual(minIntervalMs)
    expect(before?.endedAt ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(next.at)
  }
}

test('clients of one process take turns, one connection and one interval apart', async () => {
  await Promise.all(Array.from({ length: 12 }, () => askHere(60)))
  expect(fake.requests).toHaveLength(12)
  expectTurns(fake.requests, 60)
})

test('so do several processes', async () => {
  const processes = [1, 2, 3].map(() => askElsewhere(4, 150))
  const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0])
  expect(fake.requests).toHaveLength(12)
  expectTurns(fake.requests, 150)
})

test('five processes that read feeds, the query API and OAI-PMH share one turn, and a 429 stops them all', async () => {
  const INTERVAL_MS = 100
  let isThrottled = false
  fake.serve({
    records: [],
    fault: () => {
      if (isThrottled || fake.requests.length < 8) return null
      isThrottled = true
      return { kind: 'status', status: 429, headers: { 'retry-after': '2' } }
    },
  })
  const processes = Array.from({ length: 5 }, () => readElsewhere(2, INTERVAL_MS))
  const codes = await Promise.all(processes.map(async (child) => (await once(child, 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0, 0, 0])

  const doors = ['/rss/', '/api/query', '/oai']
  const asked = doors.map((door) => fake.requests.filter(({ url }) => url.startsWith(door)).length)
  expect(Math.min(...asked)).toBeGreaterThanOrEqual(10)
  expect(fake.requests).toHaveLength(5 * 2 * 3 + 1)
  expectTurns(fake.requests, INTERVAL_MS)
  const [refused, next] = fake.requests.slice(7)
  expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(1_995)
})

test('a process that dies during its request gives its turn back', async () => {
  fake.serve({ fault: () => ({ kind: 'silent' }) })
  const child = askElsewhere(1, 0)
  // A process takes its time to start on a busy machine.
  await eventually(() => fake.requests.length === 1, { withinMs: 60_000 })
  child.kill('SIGKILL')
  fake.serve({})
  await askHere(0)
  expect(fake.requests).toHaveLength(2)
})

test('a gate that is closed for long is said at once, not waited for', async () => {
  await closeGate('arxiv', 600_000)
  const started = performance.now()
  const asked = askHere(0)
  await expect(asked).rejects.toThrow(UpstreamError)
  await expect(asked).rejects.toThrow('arXiv asked for a pause: the next request may be made in 10 minutes.')
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(fake.requests).toHaveLength(0)
})

test('a shorter wish does not open a gate that was closed for longer', async () => {
  await closeGate('arxiv', 600_000)
  await closeGate('arxiv', 0)
  await expect(askHere(0)).rejects.toThrow('10 minutes')
})

test('a request whose turn is lost with the database connection is called off', async () => {
  fake.serve({ fault: () => ({ kind: 'silent' }) })
  const refused = expect(askHere(0)).rejects.toThrow('The database connection broke during a request to arXiv.')
  await eventually(() => fake.requests.length === 1)
  await pool().query(`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted
    and database = (select oid from pg_database where datname = current_database())`)
  await refused
  await eventually(() => fake.requests[0]?.endedAt)
})

test('somebody who gives up leaves the queue', async () => {
  await closeGate('arxiv', 20_000)
  const stop = new AbortController()
  const asked = throughGate(async () => 'asked', { gate: 'arxiv', minIntervalMs: 0, signal: stop.signal })
  stop.abort(new Error('stopped'))
  await expect(asked).rejects.toThrow('stopped')
})
