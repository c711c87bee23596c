import { expect, test } from 'vitest'
import { askedPauseMs, backOffMs, pause, rateLimitPauseMs } from '@/lib/upstream/retry'

const now = new Date('2026-11-20T05:00:00Z')

test.each([
  ['seconds', '120', 120_000],
  ['a date', 'Fri, 20 Nov 2026 05:10:00 GMT', 600_000],
  ['a date that is past', 'Fri, 20 Nov 2026 04:00:00 GMT', null],
  ['nothing to wait for', '0', null],
  ['nonsense', 'soon', null],
  ['a year', '31536000', 24 * 3_600_000],
  ['nothing', null, null],
])('Retry-After may be %s', (_, header, ms) => {
  expect(askedPauseMs(header, now)).toBe(ms)
})

test('pauses double, and are spread', () => {
  expect([1, 2, 3].map((attempt) => backOffMs(attempt, () => 0.5))).toEqual([1000, 2000, 4000])
  expect(backOffMs(1, () => 0)).toBe(500)
  expect(backOffMs(1, () => 0.999)).toBeLessThan(1500)
})

test('a pause ends with the reason of the signal', async () => {
  const reason = new Error('stopped')
  await expect(pause(60_000, AbortSignal.abort(reason))).rejects.toBe(reason)
})

test.each([
  ['nothing is left', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795151400' }, 600_000],
  ['something is left', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '1795151400' }, null],
  ['it has begun anew', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795150000' }, null],
  ['it begins next year', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1826000000' }, 24 * 3_600_000],
  ['nobody says when', { 'x-ratelimit-remaining': '0' }, null],
  ['it is nonsense', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '-1e9' }, null],
])('a rate limit asks for a pause until it begins anew: %s', (_, headers, ms) => {
  expect(rateLimitPauseMs(new Headers(headers), now)).toBe(ms)
})
