import { expect, test } from 'vitest'
import { nextAnnouncement } from '@/lib/announcement-calendar'
import { announcementInWords, shortDay } from '@/lib/ingest/calendar-words'
import { gapsInWords } from '@/lib/ingest/freshness-words'

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

test('listings that nobody read are one sentence a day, and those with papers missing one each', () => {
  const unread = (category: string, day: string) => ({ category, day, missing: null })
  const names = ['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG', 'hep-th', 'math.NT', 'stat.ML']
  expect(
    gapsInWords([
      ...names.map((name) => unread(name, '2026-11-24')),
      { category: 'cs.AI', day: '2026-11-25', missing: 2 },
      unread('cs.LG', '2026-11-25'),
    ]),
  ).toEqual([
    'cs.LG, Wed 25 Nov: the listing was not read; the nightly sweep brings its papers.',
    'cs.AI, Wed 25 Nov: 2 papers fewer here than at arXiv.',
    'Tue 24 Nov: the listings of cs.AI, cs.CL, cs.CV, cs.LG, hep-th and 2 more were not read; the nightly sweep brings their papers.',
  ])
})
