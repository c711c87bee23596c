import { expect, test } from 'vitest'
import { judgeSession } from '@/lib/accounts/session-life'

const now = new Date('2026-11-20T08:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const HOUR = 60
const DAY = 24 * HOUR

test.each([
  ['just begun is alive', { created: 0, seen: 0 }, true],
  ['used two weeks ago, but for a minute, is alive', { created: 20 * DAY, seen: 14 * DAY - 1 }, true],
  ['unused for two weeks is over', { created: 20 * DAY, seen: 14 * DAY }, false],
  ['90 days old, but for a minute, is alive', { created: 90 * DAY - 1, seen: 1 }, true],
  ['90 days old is over', { created: 90 * DAY, seen: 1 }, false],
])('a session %s', (_, { created, seen }, alive) => {
  const times = { createdAt: ago(created), lastSeenAt: ago(seen), secondFactorAt: null }
  expect(judgeSession(times, now)).toMatchObject({ alive, elevated: false })
})

test.each([
  ['shown and used lately is in force', { shown: 11 * HOUR, seen: 29 }, true],
  ['unused for half an hour is over', { shown: 1 * HOUR, seen: 30 }, false],
  ['shown twelve hours ago is over', { shown: 12 * HOUR, seen: 1 }, false],
])('an elevation %s', (_, { shown, seen }, elevated) => {
  const times = { createdAt: ago(DAY), lastSeenAt: ago(seen), secondFactorAt: ago(shown) }
  expect(judgeSession(times, now)).toMatchObject({ alive: true, elevated })
})

test('an elevation does not outlive its session', () => {
  const times = { createdAt: ago(90 * DAY), lastSeenAt: ago(1), secondFactorAt: ago(1) }
  expect(judgeSession(times, now)).toEqual({ alive: false, elevated: false, touch: false })
})

test("last use is noted once an hour, and once a minute for an admin's, so that reading pages writes little", () => {
  const touch = (seen: number, secondFactorAt: Date | null) =>
    judgeSession({ createdAt: ago(DAY), lastSeenAt: ago(seen), secondFactorAt }, now).touch
  expect([touch(59, null), touch(60, null), touch(0.5, ago(5)), touch(1, ago(5))]).toEqual([false, true, false, true])
})
