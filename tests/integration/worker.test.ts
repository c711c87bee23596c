import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runMigrations } from 'graphile-worker'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '@/lib/clock'
import { db, pool } from '@/lib/database/client'
import { Bell } from '@/lib/jobs/bell'
import { Presence } from '@/lib/jobs/presence'
import { unlockDeadWorkers } from '@/lib/jobs/unlock-dead-workers'
import { SENDERS_CHANNEL } from '@/lib/outbox/types'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'
import { aSignInMail } from '../support/mails'
import { setSettings } from '../support/settings'
import { type SmtpInbox, startSmtp } from '../support/smtp'
import { aSubscription } from '../support/subscriptions'

const database = useTestDatabase()
const NOWHERE = 'http://127.0.0.1:9'

let dataDir: string
let smtp: SmtpInbox
const children: ChildProcess[] = []

beforeEach(async () => {
  setSettings({}, systemClock)
  dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-worker-'))
  smtp = await startSmtp()
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await smtp.close()
  rmSync(dataDir, { recursive: true, force: true })
})

/** A worker in a process of its own; what it says is collected. */
function startWorker(environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/worker.ts'], {
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      DATA_DIR: dataDir,
      SMTP_URL: smtp.url,
      ARXIV_RSS_URL: NOWHERE,
      ARXIV_API_URL: NOWHERE,
      ARXIV_OAI_URL: NOWHERE,
      SIGNALS: 'none',
      ...environment,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  children.push(child)
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { child, ended, said: () => said }
}

/** Workers that listen: each holds the presence of its two job runners. */
const presences = async () => {
  const { rowCount } = await pool().query(
    `select from pg_locks where locktype = 'advisory' and objsubid = 2 and granted`,
  )
  return rowCount ?? 0
}

describe('npm run worker', () => {
  test('without DATABASE_URL it says so and ends with 2', async () => {
    const { ended, said } = startWorker()
    expect([await ended, said()]).toEqual([2, expect.stringContaining('DATABASE_URL is needed')])
  })

  test('a mail that is queued goes out at once, also after the database cut every connection, and TERM ends it cleanly', async () => {
    const { child, ended } = startWorker({ DATABASE_URL: database.url })
    await eventually(async () => (await presences()) >= 2, { withinMs: 20_000 })
    await aSignInMail('ada@example.org', systemClock.now())
    // The look at the ledger comes every fifteen seconds: sooner is by hearing.
    await smtp.received(1, 5_000)

    await pool().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await eventually(async () => (await presences()) >= 2, { withinMs: 40_000 })
    await aSignInMail('bob@example.org', systemClock.now())
    await smtp.received(2, 5_000)

    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  }, 90_000)

  test('two workers send the digest that is due once', async () => {
    await aPaper({ votes: 2 })
    await aSubscription({
      email: 'cyd@example.org',
      nextDueAt: new Date(Date.now() - 1_000),
      hour: new Date().getUTCHours(),
    })
    startWorker({ DATABASE_URL: database.url })
    startWorker({ DATABASE_URL: database.url })
    await eventually(async () => (await presences()) >= 4, { withinMs: 30_000 })
    await smtp.received(1, 20_000)
    // What the server said is written down after it was said.
    await eventually(async () => (await db().delivery.count({ where: { kind: 'digest', state: 'finishing' } })) === 0)
    expect(await db().delivery.findMany({ where: { kind: 'digest' } })).toMatchObject([{ state: 'accepted' }])
    expect(smtp.inbox.filter(({ to }) => to === 'cyd@example.org')).toHaveLength(1)
  }, 90_000)
})

describe('jobs of dead workers', () => {
  test('are free again, and jobs of living workers are left alone', async () => {
    await eventually(async () => (await presences()) === 0)
    await runMigrations({ pgPool: pool() })
    const stop = new AbortController()
    const presence = new Presence(database.url, SENDERS_CHANNEL, new Bell())
    const holding = presence.hold(stop.signal)
    await presence.announce('worker-alive')
    await eventually(async () => (await presences()) >= 1)

    for (const task of ['one', 'two']) await pool().query(`select graphile_worker.add_job($1)`, [task])
    for (const worker of ['worker-alive', 'worker-dead']) {
      await pool().query(
        `update graphile_worker._private_jobs set locked_by = $1, locked_at = now()
         where id = (select id from graphile_worker._private_jobs where locked_by is null order by id limit 1)`,
        [worker],
      )
    }
    expect(await unlockDeadWorkers(pool())).toEqual(['worker-dead'])
    const { rows } = await pool().query(`select locked_by from graphile_worker.jobs order by id`)
    expect(rows).toEqual([{ locked_by: 'worker-alive' }, { locked_by: null }])

    stop.abort()
    await holding
    expect(await unlockDeadWorkers(pool())).toEqual(['worker-alive'])
  })
})
