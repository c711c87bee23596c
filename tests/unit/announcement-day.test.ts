import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { announcementInstant, easternDay } from '@/lib/announcement-day'

test.each([
  ['in winter', '2026-11-20', '2026-11-20T01:00:00.000Z'],
  ['in summer', '2026-07-01', '2026-07-01T00:00:00.000Z'],
  ['on a Monday, which is announced on Sunday', '2026-11-23', '2026-11-23T01:00:00.000Z'],
  ['on the Friday before the clocks go forward', '2026-03-06', '2026-03-06T01:00:00.000Z'],
  ['on the Monday after, announced on the very day', '2026-03-09', '2026-03-09T00:00:00.000Z'],
  ['on the Friday before the clocks go back', '2026-10-30', '2026-10-30T00:00:00.000Z'],
  ['on the Monday after, announced on the very day', '2026-11-02', '2026-11-02T01:00:00.000Z'],
  ['in the spring of 2006, when the clocks went forward in April', '2006-04-03', '2006-04-03T00:00:00.000Z'],
])('a listing becomes public at 20:00 US Eastern of the evening before: %s', (_, day, instant) => {
  expect(announcementInstant(day).toISOString()).toBe(instant)
})

test('the day of a feed is the date at arXiv', () => {
  expect(easternDay(new Date('Fri, 20 Nov 2026 00:00:00 -0500'))).toBe('2026-11-20')
  expect(easternDay(new Date('2026-11-20T04:59:59Z'))).toBe('2026-11-19')
})

describe('around the hour that is left out or comes twice', () => {
  test.each([
    ['2026-03-08T04:59:59Z', '2026-03-07'],
    ['2026-03-08T05:00:00Z', '2026-03-08'],
    ['2026-03-09T03:59:59Z', '2026-03-08'],
    ['2026-03-09T04:00:00Z', '2026-03-09'],
    ['2026-11-01T03:59:59Z', '2026-10-31'],
    ['2026-11-01T04:00:00Z', '2026-11-01'],
    ['2026-11-02T04:59:59Z', '2026-11-01'],
    ['2026-11-02T05:00:00Z', '2026-11-02'],
  ])('at %s it is %s at arXiv', (instant, day) => {
    expect(easternDay(new Date(instant))).toBe(day)
  })
})

const days = fc
  .date({ min: new Date('1992-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10)

test('of every day, the announcement falls on the evening before at arXiv, and on the day itself in UTC, an hour apart at most', () => {
  fc.assert(
    fc.property(days, (day) => {
      const instant = announcementInstant(day)
      expect(easternDay(instant)).toBe(shifted(day, -1))
      expect(easternDay(new Date(instant.getTime() + 4 * 3_600_000))).toBe(day)
      expect(instant.toISOString()).toMatch(new RegExp(`^${day}T0[01]:00:00.000Z$`))
    }),
  )
})

test('no two days share an announcement, and each comes 23 to 25 hours after the one before', () => {
  fc.assert(
    fc.property(days, (day) => {
      const hours = (announcementInstant(shifted(day, 1)).getTime() - announcementInstant(day).getTime()) / 3_600_000
      expect([23, 24, 25]).toContain(hours)
    }),
  )
})
