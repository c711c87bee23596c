import { describe, expect, test } from 'vitest'
import { judgeOrigin } from '@/lib/http/origin'

const PUBLIC = { baseUrl: 'https://papers.example.org', isLocal: false }
const LOCAL = { baseUrl: 'http://localhost:3000', isLocal: true }

const judge = (
  headers: Record<string, string>,
  { site = PUBLIC, method = 'POST', url = '/papers/2406.01234/vote' } = {},
) => judgeOrigin({ method, url, headers }, site)?.status ?? 'let in'

describe('a form that changes something', () => {
  test('may come from the site itself', () => {
    expect(judge({ origin: 'https://papers.example.org', 'sec-fetch-site': 'same-origin' })).toBe('let in')
  })

  test('may come from a program, which tells neither header', () => {
    expect(judge({})).toBe('let in')
  })

  test.each([
    'https://elsewhere.example',
    'http://papers.example.org',
    'https://papers.example.org:8443',
    'https://papers.example.org.elsewhere.example',
    'null',
    '',
  ])('may not come from %j', (origin) => {
    expect(judge({ origin })).toBe(403)
  })

  test('may not come from another site, whatever its origin', () => {
    expect(judge({ 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(judge({ origin: 'https://papers.example.org', 'sec-fetch-site': 'cross-site' })).toBe(403)
  })

  test('may come from the name that the browser used, on a machine of one’s own only', () => {
    const headers = { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }
    expect(judge(headers, { site: LOCAL })).toBe('let in')
    expect(judge({ ...headers, origin: 'http://elsewhere.example' }, { site: LOCAL })).toBe(403)
    expect(judge({ origin: 'http://proxy.internal', host: 'proxy.internal' })).toBe(403)
  })
})

test('reading is open to every site', () => {
  expect(judge({ origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }, { method: 'GET' })).toBe(
    'let in',
  )
})

test('a one-click unsubscribe may come from anywhere (RFC 8058)', () => {
  const url = '/subscriptions/unsubscribe/token.signature'
  expect(judge({ origin: 'null', 'sec-fetch-site': 'cross-site' }, { url })).toBe('let in')
  expect(judge({ origin: 'null' }, { url: '/subscriptions/manage/token.signature' })).toBe(403)
})
