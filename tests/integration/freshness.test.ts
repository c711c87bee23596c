import { expect, test } from 'vitest'
import { db } from '@/lib/database/client'
import { findFreshness } from '@/lib/ingest/freshness'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'

useTestDatabase()

const now = new Date('2026-11-20T12:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000)

async function aRun(finishedAt: Date | null, categories: object[]) {
  const startedAt = finishedAt ?? now
  await db().ingestRun.create({ data: { startedAt, finishedAt, report: { categories } } })
}

test('each category tells when arXiv last answered, what the newest try gave, and the newest listing', async () => {
  await aPaper({ categories: ['cs.LG'], announced: [{ day: '2026-11-19' }, { day: '2026-11-20' }] })
  await aRun(hoursAgo(6), [
    { category: 'cs.LG', state: 'read', papers: 1 },
    { category: 'cs.CL', state: 'read', papers: 9 },
  ])
  await aRun(hoursAgo(1), [
    { category: 'cs.LG', state: 'failed', papers: 0, reason: 'export.arxiv.org answers with HTTP status 503.' },
    { category: 'cs.CL', state: 'unchanged', papers: 0 },
  ])
  await aRun(null, [{ category: 'cs.LG', state: 'read', papers: 1 }])

  expect(await findFreshness(['cs.CL', 'cs.LG', 'hep-th'], now)).toEqual([
    { category: 'cs.CL', heardAt: hoursAgo(1), state: 'unchanged', reason: null, newestDay: null },
    {
      category: 'cs.LG',
      heardAt: hoursAgo(6),
      state: 'failed',
      reason: 'export.arxiv.org answers with HTTP status 503.',
      newestDay: '2026-11-20',
    },
    { category: 'hep-th', heardAt: null, state: null, reason: null, newestDay: null },
  ])
})

test('a run of long ago says nothing about today', async () => {
  await aRun(hoursAgo(24 * 40), [{ category: 'math.AG', state: 'read', papers: 1 }])
  expect(await findFreshness(['math.AG'], now)).toMatchObject([{ heardAt: null, state: null }])
})
