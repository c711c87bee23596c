import { expect, test } from 'vitest'
import { nextAnnouncement } from '@/lib/announcement-calendar'
import { announcementInWords, shortDay } from '@/lib/ingest/calendar-words'

const nextInWords = (at: string) => announcementInWords(nextAnnouncement(new Date(at)).at)

test('the next announcement is told in the words of arXiv and for everybody else', () => {
  expect(nextInWords('2026-11-24T00:00:00Z')).toBe('Mon 23 Nov, 20:00 US Eastern (Tue 01:00 UTC)')
  expect(nextInWords('2026-07-06T12:00:00Z')).toBe('Mon 6 Jul, 20:00 US Eastern (Tue 00:00 UTC)')
})

test('a weekend is passed over', () => {
  expect(nextInWords('2026-11-20T12:00:00Z')).toBe('Sun 22 Nov, 20:00 US Eastern (Mon 01:00 UTC)')
})

test('a day is short and has no zone', () => {
  expect(shortDay('2026-11-23')).toBe('Mon 23 Nov')
})
