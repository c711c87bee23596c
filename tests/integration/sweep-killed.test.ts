import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db, pool } from '@/lib/database/client'
import { openOai } from '@/lib/ingest/oai-client'
import { runSweep } from '@/lib/ingest/sweep'
import type { ArxivRecord } from '../support/arxiv-record'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { type FakeArxiv, startFakeArxiv } from '../support/fake-arxiv'

const database = useTestDatabase()
const NOW = '2026-11-21T03:40:00Z'
const PAGE = 3
const RECORDS: ArxivRecord[] = Array.from({ length: 24 }, (_, index) => ({
  id: `2611.${String(10_001 + index)}`,
  title: `On the case ${index}`,
  abstract: 'We study it.',
  authors: ['Ada Lovelace', 'Emmy Noether'],
  categories: ['cs.LG'],
  submittedAt: '2026-11-18T17:59:00Z',
  version: index % 4 === 0 ? 6 : 1,
}))

let fake: FakeArxiv
beforeEach(async () => {
  fake = await startFakeArxiv({ records: RECORDS, oai: { now: NOW, pageSize: PAGE } })
  await db().$executeRaw`truncate papers, harvests, batches cascade`
})
afterEach(() => fake.close())

const sweepHere = () =>
  runSweep({
    categories: ['cs.LG'],
    clock: fixedClock(NOW),
    oai: openOai({ oaiUrl: fake.url, minIntervalMs: 0, baseUrl: 'http://localhost', clock: fixedClock(NOW) }),
  })

const sweepElsewhere = () => {
  const script = new URL('../support/sweep-process.ts', import.meta.url).pathname
  const given = [database.url, fake.url, 'cs.LG', NOW]
  return spawn(process.execPath, ['--import', 'tsx', script, ...given], { stdio: ['ignore', 'ignore', 'inherit'] })
}

type Child = ReturnType<typeof sweepElsewhere>
const PATIENCE = { withinMs: 60_000 }

async function kill(child: Child): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Kills a sweep that stored so many pages and waits for the next one. */
async function killBetweenPages(stored: number): Promise<void> {
  let asked = 0
  fake.serve({
    ...{ records: RECORDS, oai: { now: NOW, pageSize: PAGE } },
    fault: () => {
      asked += 1
      return asked > stored ? { kind: 'silent' } : null
    },
  })
  const child = sweepElsewhere()
  await eventually(() => asked > stored, PATIENCE)
  await kill(child)
  fake.serve({ records: RECORDS, oai: { now: NOW, pageSize: PAGE } })
}

/** Kills a sweep that has written the papers of its first page, and not yet what else belongs to it. */
async function killWithinPage(): Promise<void> {
  const blocker = await pool().connect()
  try {
    await blocker.query('begin; lock table harvested_papers in exclusive mode')
    const child = sweepElsewhere()
    await eventually(async () => {
      const { rows } = await pool().query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
           and query like '%harvested_papers%'`,
      )
      return rows.length > 0
    }, PATIENCE)
    await kill(child)
  } finally {
    await blocker.query('rollback')
    blocker.release()
  }
}

/** Everything that a sweep leaves, but for what differs from run to run. */
async function left() {
  const tables = {
    papers:
      'select id, version, title_source, authors, categories, announced_at, first_seen_at from papers order by id',
    versions: 'select paper_id, version, title_source from paper_versions order by 1, 2',
    lines: 'select paper_id, category, day::text, type::text, judged from announcements order by 1, 2, 3',
    authors: 'select key, paper_id from paper_authors order by 1, 2',
    datestamps: 'select paper_id, datestamp::text from harvested_papers order by 1',
    repairs: 'select paper_id, kind::text, category, day::text from repairs order by 1, 2, 3',
    harvests: 'select oai_set, state::text, pages, records, token from harvests order by 1',
  }
  const entries = Object.entries(tables).map(async ([name, query]) => [name, (await pool().query(query)).rows] as const)
  return Object.fromEntries(await Promise.all(entries))
}

const pagesStored = async () => (await db().harvest.findFirst())?.pages ?? 0

test('a sweep that is killed again and again, within pages and between them, leaves what an undisturbed one leaves', {
  timeout: 240_000,
}, async () => {
  await sweepHere()
  const undisturbed = await left()
  expect(undisturbed.papers).toHaveLength(RECORDS.length)
  expect(undisturbed.repairs?.length).toBeGreaterThan(0)
  await db().$executeRaw`truncate papers, harvests, batches cascade`

  await killWithinPage()
  expect([await pagesStored(), await db().paper.count()]).toEqual([0, 0])
  await killBetweenPages(2)
  expect([await pagesStored(), await db().paper.count()]).toEqual([2, 2 * PAGE])
  await killWithinPage()
  expect([await pagesStored(), await db().paper.count()]).toEqual([2, 2 * PAGE])
  await killBetweenPages(3)
  expect([await pagesStored(), await db().paper.count()]).toEqual([5, 5 * PAGE])

  fake.requests.length = 0
  await sweepHere()
  expect(fake.requests).toHaveLength(RECORDS.length / PAGE - 5)
  expect(await left()).toEqual(undisturbed)
})
