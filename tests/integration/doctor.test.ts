import { createServer } from 'node:http'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, test } from 'vitest'
import { readConfig } from '@/lib/config'
import { db } from '@/lib/database/client'
import { checkDatabase } from '@/lib/doctor/check-database'
import { checkMailServer } from '@/lib/doctor/check-mail'
import { examine } from '@/lib/doctor/examine'
import type { Finding } from '@/lib/doctor/finding'
import { renderMetrics } from '@/lib/doctor/metrics'
import { findUnreadiness } from '@/lib/doctor/readiness'
import { useTestDatabase } from '../support/database'
import { aPaper, aReader } from '../support/factories'

useTestDatabase()

const closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

test('a migrated database is ready and healthy', async () => {
  expect(await findUnreadiness()).toBeNull()
  expect(await checkDatabase()).toMatchObject([
    { about: 'database', state: 'fine' },
    { about: 'schema', state: 'fine' },
    { about: 'clock', state: 'fine' },
  ])
})

test('a database of an older version is not ready, and the missing migration is named', async () => {
  await db()
    .$executeRaw`update "_prisma_migrations" set rolled_back_at = now() where migration_name = '20261122000000_foundation'`
  expect(await findUnreadiness()).toContain('20261122000000_foundation')
  expect(await checkDatabase()).toContainEqual(expect.objectContaining({ about: 'schema', state: 'broken' }))
  await db().$executeRaw`update "_prisma_migrations" set rolled_back_at = null`
})

test('an empty database is not ready either, rather than broken', async () => {
  await db().$executeRaw`alter table "_prisma_migrations" rename to elsewhere`
  expect(await findUnreadiness()).toContain('20261122000000_foundation')
  expect(await checkDatabase()).toContainEqual(expect.objectContaining({ about: 'schema', state: 'broken' }))
  await db().$executeRaw`alter table elsewhere rename to "_prisma_migrations"`
})

test('metrics count papers and readers, tell every state, and name nobody', async () => {
  await aPaper()
  const { email } = await aReader()
  const text = await renderMetrics(readConfig({}))
  expect(text).toMatch(/^broadsheet_papers \d+$/m)
  expect(text).toMatch(/^broadsheet_readers [1-9]\d*$/m)
  expect(text).toMatch(/^broadsheet_deliveries\{state="unknown"\} 0$/m)
  expect(text).not.toContain(email)
  for (const line of text.trimEnd().split('\n')) {
    expect(line).toMatch(/^(# (HELP|TYPE) broadsheet_\w+ .+|broadsheet_\w+(\{(\w+="[\w.-]+",?)+\})? \d+)$/)
  }
})

test('a mail server that takes our password is fine, and one that refuses it is told without the password', async () => {
  const smtpUrl = await startSmtp('right')
  expect(await checkMailServer({ smtpUrl, dataDir: '/data' })).toMatchObject({ state: 'fine' })
  const refused = await checkMailServer({ smtpUrl: smtpUrl.replace('right', 'wrong-one'), dataDir: '/data' })
  expect(refused).toMatchObject({ state: 'broken' })
  expect(refused.sentence).not.toContain('wrong-one')
})

test('an unreachable arXiv is one sentence, and the rest is examined all the same', async () => {
  const arxivUrl = await startHttp(503)
  const config = readConfig({
    DATA_DIR: 'test-results/doctor',
    ARXIV_API_URL: arxivUrl,
    ARXIV_RSS_URL: arxivUrl,
    ARXIV_OAI_URL: arxivUrl,
    ARXIV_MIN_INTERVAL_MS: '0',
  })
  const findings: Finding[] = []
  for await (const finding of examine(config, () => Promise.resolve())) findings.push(finding)
  expect(findings.filter(({ state }) => state === 'broken')).toMatchObject([{ about: 'arXiv' }])
  expect(findings.map(({ about }) => about)).toEqual([
    'address',
    'secret',
    'disk',
    'database',
    'schema',
    'clock',
    'search',
    'mail',
    'arXiv',
    'listings',
    'gaps',
    'sweep',
    'signals',
    'signals',
  ])
})

async function startSmtp(password: string): Promise<string> {
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) =>
      auth.password === password ? done(null, { user: auth.username }) : done(new Error('535 no such user')),
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise<void>((resolve) => server.close(resolve)))
  return `smtp://ada:${password}@127.0.0.1:${portOf(server.server.address())}`
}

async function startHttp(status: number): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${portOf(server.address())}`
}

const portOf = (address: unknown) => (address as { port: number }).port
