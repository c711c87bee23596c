import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { judgeStamp, newStamp } from '@/lib/subscriptions/form-stamp'
import { setSettings } from '../../support/settings'

const GIVEN = new Date('2026-11-20T08:00:00Z')
const after = (ms: number) => new Date(GIVEN.getTime() + ms)

beforeAll(() => {
  setSettings({}, fixedClock(GIVEN))
})

test.each([
  [0, 'early'],
  [1_999, 'early'],
  [2_000, 'good'],
  [3_600_000, 'good'],
  [3_600_001, 'late'],
  [-1, 'early'],
] as const)('a form that comes back %i ms after it was given out is %s', (ms, verdict) => {
  expect(judgeStamp(newStamp(GIVEN), after(ms))).toBe(verdict)
})

test('a form without a stamp is told from one with a wrong one', () => {
  expect(judgeStamp('', GIVEN)).toBe('absent')
  expect(judgeStamp('x', GIVEN)).toBe('forged')
})

test('whatever was changed in a stamp, it is forged', () => {
  const stamp = newStamp(GIVEN)
  const character = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.split(''))
  fc.assert(
    fc.property(fc.nat(stamp.length - 1), character, (at, other) => {
      fc.pre(stamp[at] !== other)
      expect(judgeStamp(stamp.slice(0, at) + other + stamp.slice(at + 1), after(5_000))).toBe('forged')
    }),
    { numRuns: 500 },
  )
})

test('no text at all is taken for a stamp, nor makes it fall over', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }), (text) => {
      expect(judgeStamp(text, after(5_000))).toBe('forged')
    }),
  )
})

test('while the secret is rotated, a form given out before still counts; afterwards it does not', () => {
  const [old, next] = [
    'an old secret that is long enough to be taken',
    'the next secret that is long enough to be taken',
  ]
  setSettings({ SECRET: old }, fixedClock(GIVEN))
  const stamp = newStamp(GIVEN)
  setSettings({ SECRET: `${next},${old}` }, fixedClock(GIVEN))
  expect(judgeStamp(stamp, after(5_000))).toBe('good')
  setSettings({ SECRET: next }, fixedClock(GIVEN))
  expect(judgeStamp(stamp, after(5_000))).toBe('forged')
})
