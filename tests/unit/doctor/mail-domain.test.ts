import { generateKeyPairSync } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config'
import { checkMailDomain } from '@/lib/doctor/check-mail-domain'
import type { Finding } from '@/lib/doctor/finding'
import { type MailDns, systemDns } from '@/lib/doctor/mail-dns'
import { judgeSpf } from '@/lib/doctor/spf'

/** Names and what DNS answers about them. */
interface Zone {
  text?: Record<string, string[]>
  addresses?: Record<string, string[]>
  reverse?: Record<string, string[]>
  exchanges?: Record<string, string[]>
}

const dnsOf = ({ text = {}, addresses = {}, reverse = {}, exchanges = {} }: Zone): MailDns => ({
  text: (name) => Promise.resolve(text[name] ?? []),
  addresses: (name) => Promise.resolve(addresses[name] ?? (/^[\d.]+$/.test(name) ? [name] : [])),
  reverse: (address) => Promise.resolve(reverse[address] ?? []),
  exchanges: (domain) => Promise.resolve(exchanges[domain] ?? []),
})

const SITE = {
  BASE_URL: 'https://papers.example.org',
  MAIL_FROM: '"Papers" <digest@news.example.org>',
  SMTP_URL: 'smtp://user:secret@mail.example.org:587',
}

/** All is well but what a test takes away. */
const GOOD: Required<Zone> = {
  text: { 'news.example.org': ['v=spf1 a:mail.example.org -all'], '_dmarc.example.org': ['v=DMARC1; p=reject'] },
  addresses: { 'mail.example.org': ['192.0.2.7'] },
  reverse: { '192.0.2.7': ['mail.example.org'] },
  exchanges: { 'news.example.org': ['mail.example.org'] },
}

async function examine(zone: Zone, environment: Record<string, string> = {}): Promise<Record<string, Finding>> {
  const findings = await checkMailDomain(readConfig({ ...SITE, ...environment }), dnsOf({ ...GOOD, ...zone }))
  return Object.fromEntries(findings.map((finding) => [finding.about, finding]))
}
const withText = (name: string, ...records: string[]) => ({ text: { ...GOOD.text, [name]: records } })
const states = (findings: Record<string, Finding>) =>
  Object.fromEntries(Object.entries(findings).map(([about, { state }]) => [about, state]))

test('a domain with all of it is fine, and each is one sentence', async () => {
  const findings = await examine({}, { BOUNCE_URL: 'imaps://bounces:secret@mail.example.org' })
  expect(states(findings)).toEqual({
    SPF: 'fine',
    DKIM: 'notice',
    DMARC: 'fine',
    alignment: 'fine',
    PTR: 'fine',
    bounces: 'fine',
  })
  for (const { sentence } of Object.values(findings)) expect(sentence).toMatch(/^[^\n]+\.$/)
  expect(JSON.stringify(findings)).not.toContain('secret')
})

test('a domain without anything is told what to publish', async () => {
  const findings = await examine({ text: {}, addresses: {}, reverse: {}, exchanges: {} })
  expect(states(findings)).toMatchObject({ SPF: 'broken', DMARC: 'broken', PTR: 'broken', bounces: 'broken' })
  expect(findings.DMARC?.sentence).toContain('publish "v=DMARC1; p=none" at _dmarc.news.example.org')
})

test.each([
  ['broken', ['v=spf1 -all', 'v=spf1 mx -all']],
  ['notice', ['v=spf1 +all']],
  ['notice', ['v=spf1 mx all']],
  ['notice', ['v=spf1 mx ?all']],
  ['notice', ['v=spf1 ip4:198.51.100.0/24 -all']],
  ['fine', ['v=spf1 ip4:192.0.2.0/24 -all', 'google-site-verification=x']],
  ['fine', ['v=spf1 mx -all']],
  ['fine', ['v=spf1 include:_spf.example.net ~all']],
  ['fine', ['v=spf1 redirect=_spf.example.net']],
  ['broken', [`v=spf1 ${Array.from({ length: 11 }, (_, at) => `a:h${at}.example.org`).join(' ')} -all`]],
])('SPF, %s: %j', async (state, records) => {
  const text = { ...GOOD.text, 'news.example.org': records, '_spf.example.net': ['v=spf1 ip4:192.0.2.7 -all'] }
  expect((await examine({ text })).SPF).toMatchObject({ state })
})

test('an SPF record that leads in a circle comes to an end', async () => {
  const dns = dnsOf({ text: { 'a.org': ['v=spf1 include:b.org -all'], 'b.org': ['v=spf1 redirect=a.org'] } })
  expect(await judgeSpf('a.org', '192.0.2.1', dns)).not.toBe('pass')
})

test.each([
  ['fine', ['v=DMARC1; p=quarantine']],
  ['notice', ['v=DMARC1; p=none; pct=50; ri=3600']],
  ['broken', ['v=DMARC1; p=everything']],
  ['broken', ['v=DMARC1; p=none', 'v=DMARC1; p=reject']],
])('DMARC, %s: %j', async (state, records) => {
  expect((await examine(withText('_dmarc.news.example.org', ...records))).DMARC).toMatchObject({ state })
})

test('the envelope has to be of the sender’s domain when nothing is signed here', async () => {
  const elsewhere = await examine({}, { BOUNCE_ADDRESS: 'b@bounces.example.net' })
  expect(elsewhere.alignment).toMatchObject({ state: 'broken' })
  const below = await examine({}, { BOUNCE_ADDRESS: 'b@bounces.news.example.org' })
  expect(below.alignment).toMatchObject({ state: 'fine' })
})

test.each([
  ['broken', {}],
  ['broken', { '192.0.2.7': ['elsewhere.example.net'] }],
])('PTR, %s: %j', async (state, reverse) => {
  expect((await examine({ reverse })).PTR).toMatchObject({ state })
})

test('a signing key is held against the one that is published', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-dkim-'))
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = join(folder, 'key.pem')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const dkim = { DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'mail', DKIM_KEY_FILE: file }
  const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const at = async (...records: string[]) => {
    const { DKIM } = await examine(withText('mail._domainkey.example.org', ...records), dkim)
    return DKIM
  }

  expect(await at(`v=DKIM1; k=rsa; p=${published}`)).toMatchObject({ state: 'fine' })
  expect(await at()).toMatchObject({ state: 'broken', sentence: expect.stringContaining(published) })
  expect(await at('v=DKIM1; p=')).toMatchObject({ state: 'broken', sentence: expect.stringContaining('revoked') })
  expect(await at('v=DKIM1; p=AAAA')).toMatchObject({ state: 'broken' })
  const missing = await examine({}, { ...dkim, DKIM_KEY_FILE: join(folder, 'nowhere.pem') })
  expect(missing.DKIM).toMatchObject({ state: 'broken', sentence: expect.stringContaining('cannot be read') })
})

test('a DNS that does not answer is told, not guessed about', async () => {
  const silent = createSocket('udp4')
  await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve))
  const server = `127.0.0.1:${silent.address().port}`
  silent.on('message', (query, { port, address }) => {
    // SERVFAIL, as resolvers answer that reach nobody themselves.
    const answer = Buffer.from(query)
    answer.writeUInt16BE(0x8182, 2)
    silent.send(answer, port, address)
  })
  const findings = await checkMailDomain(readConfig(SITE), systemDns([server]))
  silent.close()
  for (const about of ['SPF', 'DMARC', 'PTR', 'bounces'])
    expect(findings.find((finding) => finding.about === about)).toMatchObject({
      state: 'notice',
      sentence: expect.stringContaining('nothing is known'),
    })
})

test('a site for this machine only has no mail domain', async () => {
  expect(await checkMailDomain(readConfig({ SMTP_URL: SITE.SMTP_URL }), dnsOf({}))).toEqual([])
})
