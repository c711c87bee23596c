import { expect, test, vi } from 'vitest'
import { Bell } from '@/lib/jobs/bell'
import { keepDoing } from '@/lib/jobs/keep-doing'

const never = new AbortController().signal
const HOUR_MS = 3_600_000

test('a ring wakes everybody who waits', async () => {
  const bell = new Bell()
  const waiting = [1, 2, 3].map(() => bell.wait({ since: bell.rings, ms: HOUR_MS, signal: never }))
  bell.ring()
  await Promise.all(waiting)
})

test('a ring between looking and waiting is not missed', async () => {
  const bell = new Bell()
  const since = bell.rings
  bell.ring()
  await bell.wait({ since, ms: HOUR_MS, signal: never })
})

test('work goes on after a failure, and ends after the round in which it is told to', async () => {
  vi.useFakeTimers()
  const stop = new AbortController()
  let rounds = 0
  const working = keepDoing('test', { bell: new Bell(), signal: stop.signal }, async () => {
    rounds += 1
    if (rounds < 4) throw new Error('the database is away')
    stop.abort()
    return { ms: HOUR_MS }
  })
  await vi.runAllTimersAsync()
  await working
  expect(rounds).toBe(4)
  vi.useRealTimers()
})
