import { describe, expect, test } from 'vitest'
import { judgeRequest, MAX_BODY_BYTES, MAX_URL_LENGTH } from '@/lib/http/guard'

const judge = (method: string, url: string, headers = {}) => judgeRequest({ method, url, headers })?.status ?? 'let in'

describe('the guard', () => {
  test.each(['/', '/papers/hep-th/9901001', '/search?q=a%20b&after=x', '/authors/Jos%C3%A9', '/a//b'])(
    'lets %s in',
    (url) => {
      expect(judge('GET', url)).toBe('let in')
    },
  )

  test.each(['TRACE', 'CONNECT', 'PUT', 'DELETE', 'PATCH', 'PROPFIND', 'get', ''])('does not know %s', (method) => {
    expect(judge(method, '/')).toBe(405)
  })

  test('takes an address of 4 KB and no longer one', () => {
    expect(judge('GET', `/${'a'.repeat(MAX_URL_LENGTH - 1)}`)).toBe('let in')
    expect(judge('GET', `/${'a'.repeat(MAX_URL_LENGTH)}`)).toBe(414)
  })

  test.each([
    'http://elsewhere.example/',
    'elsewhere.example:443',
    '*',
    '',
    '/\\elsewhere.example',
    '/a b',
    '/%E0%A4%A',
    '/%',
    '/#x',
  ])('reads no address in %j', (url) => {
    expect(judge('GET', url)).toBe(400)
  })

  test('offers no WebSocket, and overlooks an upgrade to HTTP/2', () => {
    expect(judge('GET', '/', { upgrade: 'WebSocket' })).toBe(400)
    expect(judge('GET', '/', { upgrade: 'h2c' })).toBe('let in')
  })

  test('takes a body of 64 KB and no larger one', () => {
    expect(judge('POST', '/subscribe', { 'content-length': String(MAX_BODY_BYTES) })).toBe('let in')
    expect(judge('POST', '/subscribe', { 'content-length': String(MAX_BODY_BYTES + 1) })).toBe(413)
  })

  test('takes no multipart form but that of a one-click unsubscribe', () => {
    const multipart = { 'content-type': 'Multipart/form-data; boundary=x' }
    expect(judge('POST', '/subscribe', multipart)).toBe(415)
    expect(judge('POST', '/subscriptions/unsubscribe/abc.def-_~', multipart)).toBe('let in')
    expect(judge('POST', '/subscriptions/unsubscribe/abc/more', multipart)).toBe(415)
  })
})

test('a file is taken at the one address that takes files, up to its bound', () => {
  const posted = (url: string, length: number) =>
    judgeRequest({
      method: 'POST',
      url,
      headers: { 'content-type': 'multipart/form-data; boundary=x', 'content-length': String(length) },
    })?.status
  expect(posted('/settings/import', 4_000_000)).toBeUndefined()
  expect(posted('/settings/import', 6_000_000)).toBe(413)
  expect(posted('/settings/imports', 1_000)).toBe(415)
  expect(posted('/papers/2406.01234/vote?/settings/import', 1_000)).toBe(415)
})
