import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestSlot, nextSlot, type Schedule, slotInWords } from '@/lib/subscriptions/slots'
import { type Offset, offsetsOf, slotOnByIntl } from './intl-oracle'

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Santiago',
  'America/Scoresbysund',
  'Antarctica/Troll',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Gaza',
  'Asia/Tehran',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
]
const FROM = Date.UTC(2019, 0, 1)
const UNTIL = Date.UTC(2029, 0, 1)
const DAY_MS = 86_400_000
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)

test.each(ZONES)(
  'in %s every day of ten years has its slot, none twice, none missed',
  (zone) => {
    const offsets = offsetsOf(zone, FROM - 3 * DAY_MS, UNTIL + 3 * DAY_MS)
    expectDailySlots(offsets, { hour: 8, zone }, FROM, UNTIL)
    for (const { start } of offsets.slice(1)) {
      const midnight = start - (start % DAY_MS)
      for (let hour = 0; hour < 24; hour++) {
        expectDailySlots(offsets, { hour, zone }, midnight - 2 * DAY_MS, midnight + 2 * DAY_MS)
      }
    }
  },
  60_000,
)

test('after a slot comes the next, and at it, it is itself the newest', () => {
  const schedules = fc.record({ hour: fc.integer({ min: 0, max: 23 }), zone: fc.constantFrom(...ZONES) })
  const instants = fc.date({ min: new Date(FROM), max: new Date(UNTIL), noInvalidDate: true })
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

test('a local time that the clock jumps over runs at the first instant after the jump', () => {
  // Berlin, 31 March 2024: 02:00 to 03:00 did not exist.
  expect(nextSlot({ hour: 2, zone: 'Europe/Berlin' }, new Date('2024-03-30T12:00Z'))).toEqual(
    new Date('2024-03-31T01:00Z'),
  )
})

test('a day that the calendar jumped over runs at the first instant after it', () => {
  // Apia went from 29 to 31 December 2011.
  expect(nextSlot({ hour: 8, zone: 'Pacific/Apia' }, new Date('2011-12-30T00:00Z'))).toEqual(
    new Date('2011-12-30T10:00Z'),
  )
})

test('a local time that the clock repeats runs at its first occurrence only', () => {
  const schedule = { hour: 2, zone: 'Europe/Berlin' }
  const slot = nextSlot(schedule, new Date('2024-10-26T12:00Z'))
  expect(slot).toEqual(new Date('2024-10-27T00:00Z'))
  expect(nextSlot(schedule, slot)).toEqual(new Date('2024-10-28T01:00Z'))
})

test('an hour is never shown without its zone', () => {
  expect(slotInWords(new Date('2026-11-24T07:00Z'), 'Europe/Berlin')).toBe('Tue 24 Nov, 08:00 Europe/Berlin')
  expect(slotInWords(new Date('2026-11-24T02:15Z'), 'Asia/Kathmandu')).toBe('Tue 24 Nov, 08:00 Asia/Kathmandu')
})

/** From one day's slot `nextSlot` leads to the next day's, and so on, as Intl alone would have it. */
function expectDailySlots(offsets: Offset[], schedule: Schedule, from: number, until: number): void {
  let at = slotOnByIntl(offsets, dayOf(from), schedule.hour)
  for (let day = from + DAY_MS; day < until; day += DAY_MS) {
    const expected = slotOnByIntl(offsets, dayOf(day), schedule.hour)
    const slot = nextSlot(schedule, new Date(at)).getTime()
    // Comparing numbers first: tens of thousands of assertions would take longer than the slots.
    if (slot !== expected) expect(new Date(slot), `${dayOf(day)} ${schedule.hour}:00`).toEqual(new Date(expected))
    at = slot
  }
}
