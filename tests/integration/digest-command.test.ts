import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'
import { aSubscription } from '../support/subscriptions'

const database = useTestDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-digest-'))
const none = { issues: 0, sent: 0, failed: 0, deferred: 0, skipped: 0, unknown: 0 }

beforeAll(async () => {
  await aPaper({ votes: 2 })
  await aSubscription()
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function digest(...flags: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const env = { NODE_ENV: 'test' as const, PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: dataDir }
  return new Promise((resolve) =>
    execFile(process.execPath, ['--import', 'tsx', 'scripts/digest.ts', ...flags], { env }, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    ),
  )
}

test('npm run digest tells what it would do, does it once, and then there is nothing left to do', async () => {
  const at = ['--at', '2026-11-24T10:00:00+02:00', '--json']
  const plan = await digest(...at, '--dry-run')
  expect([plan.status, JSON.parse(plan.stdout)]).toEqual([0, { ...none, issues: 1, sent: 1 }])
  const run = await digest(...at)
  expect([run.status, JSON.parse(run.stdout)]).toEqual([0, { ...none, issues: 1, sent: 1 }])
  expect(readdirSync(join(dataDir, 'mailbox'))).toHaveLength(1)
  expect(JSON.parse((await digest(...at)).stdout)).toEqual(none)
}, 60_000)

test.each(['tomorrow', '2026-11-24', '2026-11-24T08:00:00', '2026-02-30T08:00:00Z'])(
  '--at %s is wrong usage, and the answer names what it takes',
  async (at) => {
    const { status, stderr } = await digest('--at', at)
    expect([status, stderr]).toEqual([2, expect.stringContaining('2026-11-24T08:00:00Z')])
  },
)
