import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceOf } from '@/lib/accounts/device'

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0', 'Firefox on Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
    'Chrome on Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0',
    'Edge on Windows',
  ],
  ['Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36', 'Chrome on Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X) AppleWebKit/605.1 Version/20.0 Mobile Safari/604.1',
    'Safari on iPhone',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/20.0 Safari/605.1', 'Safari on Mac'],
  ['curl/8.17.0', 'A browser'],
  [null, 'A browser'],
])('%j is called %j', (userAgent, device) => {
  expect(deviceOf(userAgent)).toBe(device)
})

test('whatever a client calls itself, only words of ours are kept', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 2_000 }), (junk) => {
      expect(deviceOf(junk)).toMatch(/^[A-Za-z ]{7,40}$/)
    }),
  )
})
