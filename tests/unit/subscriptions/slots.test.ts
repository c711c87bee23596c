import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestSlot, nextSlot, slotInWords, startOfDay } from '@/lib/subscriptions/slots'
import { AWKWARD_ZONES, RHYTHMS, together, walkChanges, walkYears } from '../../support/slots/walk-slots'

const WEEK_MS = 7 * 86_400_000
const daily = (hour: number, zone: string) => ({ rhythm: 'daily', hour, zone })

test.each(AWKWARD_ZONES)(
  'in %s no slot is missed and none comes twice, for ten years from %i, in any rhythm and around every change',
  (zone, from) => {
    const seldom = ['sun', 'monthly'].map((rhythm) => walkYears(zone, from, rhythm))
    const { evaluations, wrong } = together([...seldom, walkChanges(zone, from, 'daily')])
    expect(evaluations).toBeGreaterThan(600)
    expect(wrong).toEqual([])
  },
  60_000,
)

test.each(['daily', 'mon,wed,fri', 'mon,tue,wed,thu,fri'])(
  'where the clock changes at midnight no slot of ten years is missed or doubled: %s',
  (rhythm) => {
    const { evaluations, wrong } = walkYears('America/Havana', 2019, rhythm, [0])
    expect(evaluations).toBeGreaterThan(1_500)
    expect(wrong).toEqual([])
  },
)

const schedules = fc.record({
  rhythm: fc.constantFrom(...RHYTHMS),
  hour: fc.integer({ min: 0, max: 23 }),
  zone: fc.constantFrom(...AWKWARD_ZONES.map(([zone]) => zone)),
})
const instants = fc.date({ min: new Date('2008-01-01'), max: new Date('2038-12-31'), noInvalidDate: true })

test('after a slot comes the next, and at it, it is itself the newest', () => {
  fc.assert(
    fc.property(schedules, instants, (schedule, at) => {
      const next = nextSlot(schedule, at)
      const newest = newestSlot(schedule, at)
      expect(next > at && newest <= at).toBe(true)
      expect(nextSlot(schedule, newest)).toEqual(next)
      expect(newestSlot(schedule, next)).toEqual(next)
    }),
  )
})

test('running only on some weekdays, it is due on no other day', () => {
  fc.assert(
    fc.property(instants, fc.constantFrom('Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Kiritimati'), (at, zone) => {
      const slot = nextSlot({ rhythm: 'tue', hour: 8, zone }, at)
      expect(slotInWords(slot, zone)).toMatch(/^Tue /)
      expect(slot.getTime() - at.getTime()).toBeLessThanOrEqual(WEEK_MS + 2 * 3_600_000)
    }),
  )
})

test('a month later comes the first of the next month, also after a leap day', () => {
  const schedule = { rhythm: 'monthly', hour: 8, zone: 'Europe/Berlin' }
  expect(nextSlot(schedule, new Date('2028-02-29T12:00Z'))).toEqual(new Date('2028-03-01T07:00Z'))
  expect(newestSlot(schedule, new Date('2028-02-29T12:00Z'))).toEqual(new Date('2028-02-01T07:00Z'))
  expect(nextSlot(schedule, new Date('2028-12-31T23:30Z'))).toEqual(new Date('2029-01-01T07:00Z'))
})

test('a local time that the clock jumps over runs at the first instant after the jump', () => {
  // Berlin, 31 March 2024: 02:00 to 03:00 did not exist.
  expect(nextSlot(daily(2, 'Europe/Berlin'), new Date('2024-03-30T12:00Z'))).toEqual(new Date('2024-03-31T01:00Z'))
})

test('a day that the calendar jumped over runs at the first instant after it', () => {
  // Apia went from 29 to 31 December 2011.
  expect(nextSlot(daily(8, 'Pacific/Apia'), new Date('2011-12-30T00:00Z'))).toEqual(new Date('2011-12-30T10:00Z'))
})

test('a local time that the clock repeats runs at its first occurrence only', () => {
  const schedule = daily(2, 'Europe/Berlin')
  const slot = nextSlot(schedule, new Date('2024-10-26T12:00Z'))
  expect(slot).toEqual(new Date('2024-10-27T00:00Z'))
  expect(nextSlot(schedule, slot)).toEqual(new Date('2024-10-28T01:00Z'))
})

test('a day begins at its first instant, also where midnight is skipped', () => {
  expect(startOfDay('2026-12-24', 'Europe/Berlin')).toEqual(new Date('2026-12-23T23:00Z'))
  expect(startOfDay('2024-03-10', 'America/Havana')).toEqual(new Date('2024-03-10T05:00Z'))
})

test('an hour is never shown without its zone', () => {
  expect(slotInWords(new Date('2026-11-24T07:00Z'), 'Europe/Berlin')).toBe('Tue 24 Nov, 08:00 Europe/Berlin')
  expect(slotInWords(new Date('2026-11-24T02:15Z'), 'Asia/Kathmandu')).toBe('Tue 24 Nov, 08:00 Asia/Kathmandu')
})
