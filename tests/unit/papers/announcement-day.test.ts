import { expect, test } from 'vitest'
import { announcementInstant, easternDay } from '@/lib/papers/announcement-day'

test.each([
  ['in winter', '2026-11-20', '2026-11-20T01:00:00.000Z'],
  ['in summer', '2026-07-01', '2026-07-01T00:00:00.000Z'],
  ['on a Monday, which is announced on Sunday', '2026-11-23', '2026-11-23T01:00:00.000Z'],
  ['on the Monday after the clocks went forward', '2026-03-09', '2026-03-09T00:00:00.000Z'],
])('a listing becomes public at 20:00 US Eastern of the evening before: %s', (_, day, instant) => {
  expect(announcementInstant(day).toISOString()).toBe(instant)
})

test('the day of a feed is the date at arXiv', () => {
  expect(easternDay(new Date('Fri, 20 Nov 2026 00:00:00 -0500'))).toBe('2026-11-20')
  expect(easternDay(new Date('2026-11-20T04:59:59Z'))).toBe('2026-11-19')
})
