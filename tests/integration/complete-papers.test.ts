import { expect, test } from 'vitest'
import { Prisma } from '@/generated/prisma/client'
import { fixedClock } from '@/lib/clock'
import { pool } from '@/lib/database/client'
import { preparedTransaction } from '@/lib/database/transaction'
import { openArxiv } from '@/lib/ingest/arxiv-client'
import { completePapers } from '@/lib/ingest/complete-papers'
import { takeWritersTurn } from '@/lib/papers/apply-changes'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'
import { startFakeArxiv } from '../support/fake-arxiv'

useTestDatabase()

const CLOCK = fixedClock('2026-11-20T10:00:00Z')
const FIRST = '2611.00001'
const LAST = '2611.00002'

const waitsForALock = async () => {
  const { rows } = await pool().query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
  return rows.length > 0
}

test('papers that are asked for while another process writes them wait for its turn, in whatever order it writes', async () => {
  await aPaper({ id: FIRST })
  await aPaper({ id: LAST })
  const fake = await startFakeArxiv({ records: [] })
  try {
    const settings = { minIntervalMs: 0, baseUrl: 'http://localhost:3000', clock: CLOCK, retryBudgetMs: 0 }
    const arxiv = openArxiv({ ...settings, rssUrl: fake.url, apiUrl: fake.url })
    const completing = await preparedTransaction(async (ask) => {
      await takeWritersTurn(ask)
      await ask('write the last', Prisma.sql`update papers set title = 'Last' where id = ${LAST}`)
      const running = completePapers({ arxiv, clock: CLOCK })
      await eventually(waitsForALock)
      await ask('write the first', Prisma.sql`update papers set title = 'First' where id = ${FIRST}`)
      return { running }
    })
    expect((await completing.running).report).toEqual({ asked: 2, completed: 0 })
  } finally {
    await fake.close()
  }
  const { rows } = await pool().query('select title, asked_at from papers order by id')
  expect(rows).toEqual(['First', 'Last'].map((title) => ({ title, asked_at: CLOCK.now() })))
})
