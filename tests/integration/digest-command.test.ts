import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'
import { startSmtp } from '../support/smtp'
import { aSubscription } from '../support/subscriptions'

const database = useTestDatabase()
const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-digest-'))
const none = { issues: 0, sent: 0, failed: 0, deferred: 0, skipped: 0, unknown: 0, resent: 0 }

beforeAll(async () => {
  await aPaper({ votes: 2 })
  await aSubscription()
})

afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

interface Ran {
  status: number
  stdout: string
  stderr: string
}

const digest = (...flags: string[]): Promise<Ran> => startDigest(flags).ended

function startDigest(flags: string[], settings: Record<string, string> = {}) {
  const own = { NODE_ENV: 'test' as const, PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: dataDir }
  const argv = ['--import', 'tsx', 'scripts/digest.ts', ...flags]
  const running = promisify(execFile)(process.execPath, argv, { env: { ...own, ...settings } })
  const ended: Promise<Ran> = running.then(
    (said) => ({ status: 0, ...said }),
    ({ code, stdout, stderr }) => ({ status: Number(code), stdout, stderr }),
  )
  return { child: running.child, ended }
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

test('stopped by Ctrl-C, it finishes the mails under way, tells how far it came, and loses none', async () => {
  for (let i = 0; i < 20; i++) await aSubscription({ view: '/?min_votes=1' })
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  const smtp = await startSmtp({ beforeReply: () => released })
  try {
    const { child, ended } = startDigest(['--at', '2026-11-24T08:00:00Z', '--json'], { SMTP_URL: smtp.url })
    let said = ''
    child.stderr?.on('data', (chunk) => {
      said += chunk
    })
    await smtp.received(1, 30_000)
    child.kill('SIGINT')
    await eventually(() => said.includes('Stopping'))
    release()
    const { status, stdout } = await ended
    const report = JSON.parse(stdout)
    expect(status).toBe(1)
    expect(report).toMatchObject({ issues: 1, unknown: 0, failed: 0, sent: smtp.inbox.length })
    expect([report.sent + report.deferred, report.deferred >= 15]).toEqual([20, true])
  } finally {
    await smtp.close()
  }
}, 60_000)

test('a key that cannot sign is wrong usage, told in one sentence, and nothing is sent', async () => {
  const dkim = { DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'mail', DKIM_KEY_FILE: join(dataDir, 'nowhere.pem') }
  const { status, stdout, stderr } = await startDigest(['--at', '2026-11-24T08:00:00Z'], dkim).ended
  expect([status, stdout]).toEqual([2, ''])
  expect(stderr.trim().split('\n')).toEqual([expect.stringContaining('DKIM_KEY_FILE cannot be read (ENOENT)')])
}, 60_000)

test.each(['tomorrow', '2026-11-24', '2026-11-24T08:00:00', '2026-02-30T08:00:00Z'])(
  '--at %s is wrong usage, and the answer names what it takes',
  async (at) => {
    const { status, stderr } = await digest('--at', at)
    expect([status, stderr]).toEqual([2, expect.stringContaining('2026-11-24T08:00:00Z')])
  },
)
