import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dueDay } from '@/lib/ingest/judge-freshness'
import { type Awaited, slotAfterChange } from '@/lib/subscriptions/change-slot'
import { nextSlot, type Schedule, slotBefore } from '@/lib/subscriptions/slots'

/** The newest listing that the mail before the awaited one had, as far as that one looks back. */
const dayBefore = (schedule: Schedule, wait: Awaited) =>
  dueDay(slotBefore({ ...schedule, rhythm: wait.lookback ?? schedule.rhythm }, wait.nextDueAt))

const weekly = { rhythm: 'mon', hour: 8, zone: 'UTC' }
const daily = { ...weekly, rhythm: 'daily' }
const [LAST, MONDAY] = [new Date('2026-11-16T08:00:00Z'), new Date('2026-11-23T08:00:00Z')]

test('from weekly to daily while that day’s issue waits, it comes at once and with the week', () => {
  const before = { ...weekly, nextDueAt: MONDAY, lookback: null }
  const wait = slotAfterChange(before, daily, new Date('2026-11-23T10:00:00Z'))
  expect(wait).toEqual({ nextDueAt: MONDAY, lookback: 'mon' })
  expect(dayBefore(daily, wait)).toBe(dueDay(LAST))
})

test('from weekly to daily in the middle of a week, the first mail brings the days since the last one', () => {
  const before = { ...weekly, nextDueAt: MONDAY, lookback: null }
  const wait = slotAfterChange(before, daily, new Date('2026-11-18T10:00:00Z'))
  expect(wait).toEqual({ nextDueAt: new Date('2026-11-19T08:00:00Z'), lookback: 'mon,thu' })
})

test('from monthly to daily, the first mail looks back to the first of the month', () => {
  const before = { ...weekly, rhythm: 'monthly', nextDueAt: new Date('2026-12-01T08:00:00Z'), lookback: null }
  const wait = slotAfterChange(before, daily, new Date('2026-11-18T10:00:00Z'))
  expect(wait).toEqual({ nextDueAt: new Date('2026-11-19T08:00:00Z'), lookback: 'monthly' })
})

test('to a zone in which that Monday has begun, its mail comes at once, and no week is lost', () => {
  const monday = { rhythm: 'mon', hour: 0, zone: 'UTC' }
  const before = { ...monday, nextDueAt: new Date('2026-10-26T00:00:00Z'), lookback: null }
  const after = { ...monday, zone: 'Asia/Tokyo' }
  const wait = slotAfterChange(before, after, new Date('2026-10-25T16:00:00Z'))
  expect(wait).toEqual({ nextDueAt: new Date('2026-10-25T15:00:00Z'), lookback: null })
  expect(dayBefore(after, wait)).toBe(dueDay(new Date('2026-10-19T00:00:00Z')))
})

test('whatever is changed, and whenever, no listing falls between the last mail and the next one', () => {
  const schedule = fc.record({
    rhythm: fc.constantFrom('daily', 'mon', 'sun', 'tue,fri', 'mon,tue,wed,thu,fri'),
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Los_Angeles'),
  })
  const hourMs = 3_600_000
  const start = fc.integer({ min: 0, max: 14 * 24 }).map((hours) => new Date(Date.UTC(2026, 9, 12) + hours * hourMs))
  // An issue waits for six hours at most; null: its slot is still to come.
  const waited = fc.option(fc.integer({ min: 0, max: 6 }))
  fc.assert(
    fc.property(schedule, schedule, start, waited, (before, after, from, hours) => {
      const nextDueAt = nextSlot(before, from)
      const now = hours === null ? from : new Date(nextDueAt.getTime() + hours * hourMs)
      const mailed = dueDay(slotBefore(before, nextDueAt))
      const wait = slotAfterChange({ ...before, nextDueAt, lookback: null }, after, now)
      expect(dayBefore(after, wait) <= mailed, `${dayBefore(after, wait)} after ${mailed}`).toBe(true)
    }),
    { numRuns: 400 },
  )
})
