import { beforeEach, expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { readOverview } from '@/lib/operators/overview'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-20T08:00:00Z')
const exactly = (rows: number) => ({ rows, precision: 'exact' as const })
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

beforeEach(async () => {
  await db().$executeRaw`truncate readers, papers, deliveries, ingest_runs cascade`
})

test('an empty house is told plainly, also before a worker ever ran', async () => {
  expect(await readOverview(now)).toEqual({
    papers: exactly(0),
    votes: exactly(0),
    readers: exactly(0),
    subscriptions: [],
    deliveries: [],
    waiting: { mails: exactly(0), since: null },
    jobs: null,
    ingestRuns: [],
  })
})

test('what is there is counted by state, and no address stands in it', async () => {
  await aPaper()
  await aReader({ email: 'ada@example.org' })
  const mail = { kind: 'sign-in', recipient: 'ada@example.org', content: { code: 'SECRET-CODE' }, createdAt: now }
  const due = { dueAt: minutesAgo(3), deadlineAt: now }
  await db().delivery.createMany({
    data: [
      { ...mail, ...due },
      { ...mail, ...due, dueAt: new Date(now.getTime() + 60_000) },
      { ...mail, ...due, state: 'accepted' },
    ],
  })
  const overview = await readOverview(now)
  expect(overview).toMatchObject({
    papers: exactly(1),
    readers: exactly(1),
    deliveries: [
      { state: 'queued', count: exactly(2) },
      { state: 'accepted', count: exactly(1) },
    ],
    waiting: { mails: exactly(1), since: minutesAgo(3) },
  })
  expect(JSON.stringify(overview)).not.toMatch(/ada@|SECRET/)
})

test('the ten newest ingest runs are shown, with what each wrote down', async () => {
  const runs = Array.from({ length: 12 }, (_, index) => ({ startedAt: minutesAgo(index), report: { added: index } }))
  await db().ingestRun.createMany({ data: runs })
  const { ingestRuns } = await readOverview(now)
  expect(ingestRuns.map(({ report }) => report)).toEqual(Array.from({ length: 10 }, (_, added) => ({ added })))
})
