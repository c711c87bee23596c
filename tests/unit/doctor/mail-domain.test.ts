import { expect, test } from 'vitest'
import { checkMailDomain } from '@/lib/doctor/check-mail-domain'

const site = {
  mailFrom: '"Papers" <digest@news.example.org>',
  smtpUrl: 'smtp://user:secret@mail.example.org:587',
  isLocal: false,
}

/** Asks a zone that holds exactly these records. */
async function examine(zone: Record<string, string[]>, settings: Partial<typeof site> = {}) {
  const findings = await checkMailDomain({ ...site, ...settings }, (name) => Promise.resolve(zone[name] ?? []))
  return Object.fromEntries(findings.map(({ about, state }) => [about, state]))
}

test('a domain with SPF and DMARC of its own is fine', async () => {
  const zone = { 'news.example.org': ['v=spf1 mx -all'], '_dmarc.news.example.org': ['v=DMARC1; p=reject'] }
  expect(await examine(zone)).toMatchObject({ SPF: 'fine', DMARC: 'fine' })
})

test('the DMARC record of the domain above speaks for it', async () => {
  expect(await examine({ '_dmarc.example.org': ['v=DMARC1; p=none'] })).toMatchObject({ DMARC: 'fine' })
})

test('a domain without records is broken', async () => {
  expect(await examine({})).toMatchObject({ SPF: 'broken', DMARC: 'broken' })
})

test('two SPF records count as none, as RFC 7208 says', async () => {
  expect(await examine({ 'news.example.org': ['v=spf1 -all', 'v=spf1 mx -all'] })).toMatchObject({ SPF: 'broken' })
})

test.each(['v=spf1 +all', 'v=spf1 mx all', 'v=spf1 mx ?all'])('%s lets everybody send', async (record) => {
  expect(await examine({ 'news.example.org': [record] })).toMatchObject({ SPF: 'notice' })
})

test('a DNS that does not answer is told, not guessed about', async () => {
  const findings = await checkMailDomain(site, () => Promise.reject(new Error('queryTxt ETIMEOUT')))
  expect(findings.filter(({ state }) => state === 'broken')).toEqual([])
  expect(findings[0]?.sentence).toContain('could not be read')
})

test('a site for this machine only is not asked about its domain', async () => {
  expect(await examine({}, { isLocal: true })).toEqual({})
})
