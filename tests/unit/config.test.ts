import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config'
import { InputError } from '@/lib/errors'

const publicSite = { BASE_URL: 'https://papers.example.org' }

test('with nothing set, everything is local', () => {
  expect(readConfig({})).toMatchObject({
    port: 3000,
    baseUrl: 'http://localhost:3000',
    isLocal: true,
    voteMaturityHours: 0,
    categories: ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'stat.ML'],
  })
})

test('CATEGORIES takes archives and groups, and any name of a category; each is read once, by its one name', () => {
  expect(readConfig({ CATEGORIES: 'cs.LG, alg-geom, cs.SY,eess.SY,astro-ph,CS.lg' }).categories).toEqual([
    'cs.LG',
    'math.AG',
    'eess.SY',
    ...['CO', 'EP', 'GA', 'HE', 'IM', 'SR'].map((subject) => `astro-ph.${subject}`),
  ])
  expect(readConfig({ CATEGORIES: 'math' }).categories).toHaveLength(32)
})

test('a category that arXiv does not have is refused by name', () => {
  expect(() => readConfig({ CATEGORIES: 'cs.LG,xx,hep-thh' })).toThrow('arXiv has no xx, hep-thh')
  expect(() => readConfig({ CATEGORIES: ' , ' })).toThrow('CATEGORIES takes at least one')
})

test('every wrong variable is named at once, with what it takes', () => {
  const read = () => readConfig({ PORT: 'eighty', TIME_ZONE: 'Mars/Olympus', SMTP_URL: 'mail.example.org' })
  expect(read).toThrow(InputError)
  expect(read).toThrow(/PORT takes a whole number.*TIME_ZONE takes an IANA time zone.*SMTP_URL takes smtp:\/\//s)
})

test.each(['PST', 'IST', '+01:00'])('TIME_ZONE takes only zones in which digests have slots, so not %s', (zone) => {
  expect(() => readConfig({ TIME_ZONE: zone })).toThrow('TIME_ZONE takes an IANA time zone')
})

test.each([
  ['SECRET is required', { ...publicSite, DATABASE_URL: 'postgresql://db/b' }],
  ['NOW is for demonstrations', { ...publicSite, NOW: '2026-11-20T08:00:00Z' }],
  ['ARXIV_MIN_INTERVAL_MS takes 3000 or more', { ARXIV_MIN_INTERVAL_MS: '0' }],
  ['are set together, or none of them', { DKIM_DOMAIN: 'example.org', DKIM_SELECTOR: 'mail' }],
  ['BOUNCE_ADDRESS takes at most 15 characters before the @', { BOUNCE_ADDRESS: `${'b'.repeat(16)}@example.org` }],
  ['BOUNCE_URL takes imap://', { BOUNCE_URL: 'pop3://example.org' }],
])('refuses what would be unsafe: %s', (message, environment) => {
  expect(() => readConfig(environment)).toThrow(message)
})

test.each(['MAIL_FROM', 'MAIL_REPLY_TO', 'BOUNCE_ADDRESS'])(
  '%s takes a domain of any letters, and ASCII before it',
  (name) => {
    expect(() => readConfig({ [name]: 'časopis@example.org' })).toThrow(`${name} takes an address such as`)
    expect(() => readConfig({ [name]: 'a@časopis.example' })).not.toThrow()
  },
)

test('the gate may be faster only when all of arXiv is on this machine', () => {
  const local = 'http://127.0.0.1:9'
  const environment = { ARXIV_RSS_URL: local, ARXIV_API_URL: local, ARXIV_OAI_URL: local, ARXIV_MIN_INTERVAL_MS: '0' }
  expect(readConfig(environment).arxiv.minIntervalMs).toBe(0)
})

test('signals are switched by name, and off by one word', () => {
  expect(readConfig({}).signals.sources).toEqual(['hf', 'github'])
  expect(readConfig({ SIGNALS: 'github, github' }).signals.sources).toEqual(['github'])
  expect(readConfig({ SIGNALS: 'none' }).signals.sources).toEqual([])
  expect(() => readConfig({ SIGNALS: 'hf,twitter' })).toThrow('SIGNALS takes hf, github')
})

test('vectors for searches are off, learned, or of a server, and a server that is named is used', () => {
  const of = (environment: Record<string, string>) => readConfig(environment).meaning
  expect(of({})).toEqual({ kind: 'none' })
  expect(of({ SEARCH_VECTORS: 'corpus' })).toEqual({ kind: 'corpus' })
  for (const url of ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/v1/', 'http://127.0.0.1:8080/v1/embeddings'])
    expect(of({ EMBEDDINGS_URL: url })).toEqual({
      kind: 'server',
      server: { url: 'http://127.0.0.1:8080/v1/embeddings', key: undefined, model: 'default' },
    })
  expect(of({ EMBEDDINGS_URL: 'http://127.0.0.1:8080', SEARCH_VECTORS: 'none' })).toEqual({ kind: 'none' })
  expect(() => of({ SEARCH_VECTORS: 'server' })).toThrow('EMBEDDINGS_URL')
  expect(() => of({ EMBEDDINGS_URL: 'localhost:8080' })).toThrow('EMBEDDINGS_URL takes')
})

test('votes of new accounts mature for a day on a public site', () => {
  expect(readConfig(publicSite).voteMaturityHours).toBe(24)
})

test.each([
  ['HTTPS://Papers.Example.org/', 'https://papers.example.org'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['https://papers.example.org:443', 'https://papers.example.org'],
])('BASE_URL is kept as browsers write an origin: %s', (given, kept) => {
  expect(readConfig({ BASE_URL: given }).baseUrl).toBe(kept)
})

test.each([
  'https://papers.example.org/sub',
  'https://papers.example.org/?x=1',
  'https://papers.example.org?',
  'https://papers.example.org/#top',
  'https://user:password@papers.example.org',
])('a BASE_URL that is more than an origin is refused: %s', (given) => {
  expect(() => readConfig({ BASE_URL: given })).toThrow(
    /BASE_URL takes an http:\/\/ or https:\/\/ address without a path/,
  )
})
