import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newestSlot, nextSlot, slotInWords } from '@/lib/subscriptions/slots'
import { offsetsOf, slotOnByIntl } from './intl-oracle'

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
    for (const hour of [0, 2, 23]) {
      let at = slotOnByIntl(offsets, dayOf(FROM), hour)
      for (let day = FROM + DAY_MS; day < UNTIL; day += DAY_MS) {
        const expected = slotOnByIntl(offsets, dayOf(day), hour)
        const slot = nextSlot({ hour, zone }, new Date(at)).getTime()
        if (slot !== expected) expect(new Date(slot), `${dayOf(day)} ${hour}:00 ${zone}`).toEqual(new Date(expected))
        at = slot
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
