import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import type { Config } from '@/lib/config'
import { readConfig } from '@/lib/config'
import { FORWARDED_HEADER, PEER_HEADER } from '@/lib/http/internal-headers'
import { openLocalMailbox } from '@/lib/mail/local-mailbox'
import { listMails, readMail } from '@/lib/mail/mailbox'
import { mailboxFolder, openTransport } from '@/lib/mail/transport'
import { useTestDatabase } from '../support/database'
import { aMail } from '../support/mail'

// Every page tells whether the papers are samples.
useTestDatabase()

const dataDir = mkdtempSync(join(tmpdir(), 'mailbox-'))
const folder = mailboxFolder({ dataDir })
const held = globalThis as { broadsheetConfig?: Config }
const useSettings = (settings: Record<string, string> = {}) => {
  held.broadsheetConfig = readConfig({ DATA_DIR: dataDir, ...settings })
}

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true })
  useSettings()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const files = () => readdirSync(folder)
const at = (time: string) => new Date(`2026-11-20T${time}Z`)

test('without an SMTP server a mail becomes a file that only its owner reads', async () => {
  const transport = openTransport({ smtpUrl: undefined, mailConnections: 5, dataDir })
  expect(await transport.send(aMail({ subject: 'Größe' }))).toMatchObject({ status: 'accepted' })
  expect(files()).toEqual([expect.stringMatching(/^2026-11-20T08-00-00-000Z-[0-9a-f]{16}\.eml$/)])
  expect(await listMails(folder)).toMatchObject([{ subject: 'Größe', to: 'ada@example.org', date: at('08:00:00') }])
})

test('the mark comes before the file; a failed mark leaves none', async () => {
  const box = openLocalMailbox(folder)
  const seen: number[] = []
  const mails = () => files().filter((name) => name.endsWith('.eml')).length
  await box.send(aMail({ messageId: '<one@example.org>' }), { beforeEnd: async () => void seen.push(mails()) })
  const failed = await box.send(aMail({ messageId: '<two@example.org>' }), {
    beforeEnd: () => Promise.reject(new Error('the database is gone')),
  })
  expect(failed).toMatchObject({ status: 'not-sent', cause: 'marker' })
  expect({ seen, files: files().length }).toEqual({ seen: [0], files: 1 })
})

test('the same delivery sent twice is one file', async () => {
  const box = openLocalMailbox(folder)
  await box.send(aMail())
  await box.send(aMail())
  expect(files()).toHaveLength(1)
})

test('a folder that cannot be written is trouble that passes, not a lost mail', async () => {
  writeFileSync(folder, 'a file where the folder should be')
  expect(await openLocalMailbox(folder).send(aMail())).toMatchObject({ status: 'not-sent', cause: 'connection' })
})

test('the newest mail stands first; other files of the folder are never opened', async () => {
  const box = openLocalMailbox(folder)
  await box.send(aMail({ messageId: '<a@x>', subject: 'older', date: at('08:00:00') }))
  await box.send(aMail({ messageId: '<b@x>', subject: 'newer', date: at('09:00:00') }))
  writeFileSync(join(folder, 'secret.eml'), 'Subject: secret\r\n\r\n')
  expect((await listMails(folder)).map(({ subject }) => subject)).toEqual(['newer', 'older'])
  for (const file of ['secret.eml', '../mailbox/secret.eml', '..', '', 'x'.repeat(5000)])
    expect(await readMail(folder, file)).toBeNull()
})

test('an empty mailbox is no fault', async () => {
  expect(await listMails(folder)).toEqual([])
})

const fromHere = (path: string, headers: Record<string, string> = {}) =>
  new Request(`http://localhost:3000${path}`, {
    headers: { host: 'localhost:3000', [PEER_HEADER]: '127.0.0.1', ...headers },
  })

async function get(path: string, request = fromHere(path)): Promise<Response> {
  const [, , file = '', part] = path.split('/')
  const params = { params: Promise.resolve({ file }) }
  if (part) return (await import('@/app/mailbox/[file]/html/route')).GET(request, params)
  if (file) return (await import('@/app/mailbox/[file]/route')).GET(request, params)
  return (await import('@/app/mailbox/route')).GET(request)
}

test('the mailbox page lists mails, and a mail shows both parts, its headers and its links', async () => {
  const link = 'http://localhost:3000/sign-in/link?token=abc'
  const html = '<html><head></head><body><p style="color:red">hello</p></body></html>'
  await openLocalMailbox(folder).send(aMail({ subject: 'Your <code>', html, text: `Sign in:\n${link}\n` }))
  const [file = ''] = files()

  const list = await (await get('/mailbox')).text()
  expect(list).toContain(`href="/mailbox/${file}"`)
  expect(list).toContain('Your &lt;code&gt;')

  const page = await (await get(`/mailbox/${file}`)).text()
  for (const part of [`src="/mailbox/${file}/html"`, `href="${link}"`, 'Message-ID: &lt;0123456789abcdef@', 'Sign in:'])
    expect(page).toContain(part)

  const frame = await get(`/mailbox/${file}/html`)
  expect(await frame.text()).toContain('<p style="color:red">hello</p>')
  expect(frame.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'unsafe-hashes' 'sha256-/,
  )
})

test.each([
  ['another machine', { [PEER_HEADER]: '192.0.2.7' }],
  ['a proxy', { [FORWARDED_HEADER]: '1' }],
  ['a page whose name was pointed at this machine', { host: 'evil.example.org' }],
  ['somebody who passed no front', { [PEER_HEADER]: '' }],
])('%s finds nothing there', async (_who, headers) => {
  await openLocalMailbox(folder).send(aMail())
  const [file = ''] = files()
  for (const path of ['/mailbox', `/mailbox/${file}`, `/mailbox/${file}/html`])
    expect((await get(path, fromHere(path, headers))).status).toBe(404)
})

test.each([
  ['a mail server is set', { SMTP_URL: 'smtp://localhost:25' }],
  ['the site is public', { BASE_URL: 'https://papers.example.org' }],
])('when %s there is no mailbox', async (_when, settings) => {
  await openLocalMailbox(folder).send(aMail())
  useSettings(settings)
  expect((await get('/mailbox')).status).toBe(404)
})
