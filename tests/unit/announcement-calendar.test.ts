import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  expectedDaysBetween,
  feedDay,
  feedInstant,
  isListingExpected,
  lastAnnouncedDay,
  lookUpDay,
  nextAnnouncement,
  nextExpectedDay,
  oaiInstant,
  previousExpectedDay,
  reasonForQuiet,
} from '@/lib/announcement-calendar'
import { addDays, announcementInstant, easternDay } from '@/lib/announcement-day'

const HOUR_MS = 3_600_000

test('listings come from Monday to Friday', () => {
  const week = ['16', '17', '18', '19', '20', '21', '22'].map((date) => isListingExpected(`2026-11-${date}`))
  expect(week).toEqual([true, true, true, true, true, false, false])
})

test.each([
  ['2026-11-21', 'arXiv does not announce on Fridays and Saturdays.'],
  ['2026-11-26', 'Deferred: Thanksgiving.'],
  ['2026-12-29', 'Deferred: the winter break.'],
])('a day without a listing has its reason in plain words: %s', (day, reason) => {
  expect(lookUpDay(day)).toMatchObject({ reason })
})

test.each([
  ['2027-01-18', 'Martin Luther King Jr. Day'],
  ['2027-06-18', 'Juneteenth'],
  ['2027-07-05', 'Independence Day'],
  ['2027-09-06', 'Labor Day'],
  ['2027-11-25', 'Thanksgiving'],
  ['2027-12-24', 'Christmas'],
  ['2027-12-31', 'New Year’s Eve'],
])('other years go by rule, and say so: %s', (day, name) => {
  expect(lookUpDay(day)).toEqual({ status: 'deferred', certainty: 'by-rule', reason: `Probably deferred: ${name}.` })
})

test('a year whose list is known goes by the list alone', () => {
  expect(lookUpDay('2026-05-25').status).toBe('expected')
  const deferred = days('2026-01-01', 365).filter((day) => lookUpDay(day).status === 'deferred')
  expect(deferred).toHaveLength(9)
})

test.each([
  ['on a Thursday afternoon', '2026-11-19T20:00:00Z', '2026-11-20', '2026-11-20T01:00:00Z'],
  ['at the very instant of one', '2026-11-20T01:00:00Z', '2026-11-23', '2026-11-23T01:00:00Z'],
  ['on the eve of Thanksgiving', '2026-11-25T12:00:00Z', '2026-11-27', '2026-11-27T01:00:00Z'],
  ['on the Sunday when clocks go forward', '2026-03-08T12:00:00Z', '2026-03-09', '2026-03-09T00:00:00Z'],
  ['on the Sunday when clocks go back', '2026-11-01T12:00:00Z', '2026-11-02', '2026-11-02T01:00:00Z'],
])('the next announcement: %s', (_, after, day, at) => {
  expect(nextAnnouncement(new Date(after))).toEqual({ day, at: new Date(at) })
})

test('feeds follow the announcement at midnight, OAI-PMH at half past ten', () => {
  expect(feedInstant('2026-11-23')).toEqual(new Date('2026-11-23T05:00:00Z'))
  expect(feedInstant('2026-07-01')).toEqual(new Date('2026-07-01T04:00:00Z'))
  expect(oaiInstant('2026-07-01')).toEqual(new Date('2026-07-01T02:30:00Z'))
})

test('quiet is explained only on quiet days', () => {
  expect(reasonForQuiet(new Date('2026-11-22T12:00:00Z'))).toBe('arXiv does not announce on Fridays and Saturdays.')
  expect(reasonForQuiet(new Date('2026-11-23T12:00:00Z'))).toBeNull()
})

/** Weeks around both changes of ten years, and any other week. */
const instants = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 2020, max: 2030 }),
      fc.constantFrom('03-06', '10-30'),
      fc.integer({ min: 0, max: 14 * 24 * 60 }),
    )
    .map(([year, start, minutes]) => new Date(Date.parse(`${year}-${start}T00:00:00Z`) + minutes * 60_000)),
  fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
)

describe('at any instant, the changes of the clocks included', () => {
  test('announcements are at 20:00 and feeds at 00:00 on arXiv’s clocks, four hours later', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const day = easternDay(now)
        expect(clockAtArxiv(announcementInstant(day))).toBe(`${addDays(day, -1)} 20:00`)
        expect(clockAtArxiv(oaiInstant(day))).toBe(`${addDays(day, -1)} 22:30`)
        expect(clockAtArxiv(feedInstant(day))).toBe(`${day} 00:00`)
        expect(feedInstant(day).getTime() - announcementInstant(day).getTime()).toBe(4 * HOUR_MS)
      }),
    )
  })

  test('the feed of an instant is of the day that has begun and not ended', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const day = feedDay(now)
        expect(feedInstant(day).getTime()).toBeLessThanOrEqual(now.getTime())
        expect(feedInstant(addDays(day, 1)).getTime()).toBeGreaterThan(now.getTime())
      }),
    )
  })

  test('the last and the next announcement enclose it, with no expected day between them', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const last = lastAnnouncedDay(now)
        const next = nextAnnouncement(now)
        expect(announcementInstant(last).getTime()).toBeLessThanOrEqual(now.getTime())
        expect(next.at.getTime()).toBeGreaterThan(now.getTime())
        expect(isListingExpected(last) && isListingExpected(next.day)).toBe(true)
        expect(nextExpectedDay(last)).toBe(next.day)
        expect(previousExpectedDay(next.day)).toBe(last)
        expect(expectedDaysBetween(last, next.day)).toEqual([])
      }),
    )
  })
})

test('the days between two are those that are expected, in order', () => {
  expect(expectedDaysBetween('2026-11-24', '2026-12-01')).toEqual(['2026-11-25', '2026-11-27', '2026-11-30'])
})

const days = (first: string, count: number) => Array.from({ length: count }, (_, index) => addDays(first, index))

function clockAtArxiv(instant: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('America/New_York')
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`
}
