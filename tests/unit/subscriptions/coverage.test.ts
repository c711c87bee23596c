import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deadlineOf } from '@/lib/digest/deadline'
import { type Coverage, coverageOf, listingDays } from '@/lib/subscriptions/coverage'
import { listOf, nextMail, quietReason } from '@/lib/subscriptions/describe'
import { nextSlot } from '@/lib/subscriptions/slots'

const BERLIN = { hour: 8, zone: 'Europe/Berlin' }
const NOW = new Date('2026-11-22T22:00:00Z')
const wordsOf = (view: string, schedule: { rhythm: string; hour: number; zone: string }, now = NOW) =>
  nextMail({ view, ...schedule, nextDueAt: null }, now).words

test.each([
  // Sunday evening; the listing of Monday is announced at 20:00 in New York.
  ['/categories/cs.LG', 'daily', 'Mon 23 Nov, 08:00 Europe/Berlin, with what arXiv announces on Sun evening'],
  ['/papers/new', 'tue', 'Tue 24 Nov, 08:00 Europe/Berlin, with what arXiv announces from Tue 17 Nov to Mon 23 Nov'],
  [
    '/categories/cs.LG',
    'monthly',
    'Tue 1 Dec, 08:00 Europe/Berlin, with what arXiv announces from Sun 1 Nov to Mon 30 Nov',
  ],
  [
    '/',
    'daily',
    'Mon 23 Nov, 08:00 Europe/Berlin, with what stands at the top of the list by then and you were not sent before',
  ],
  ['/search?q=graphs', 'daily', 'Mon 23 Nov, 08:00 Europe/Berlin, with what is new in the list by then'],
])('%s, %s: %s', (view, rhythm, words) => {
  expect(wordsOf(view, { rhythm, ...BERLIN })).toBe(words)
})

test('slots before which nothing is announced are passed over: after Friday morning the next mail comes on Monday', () => {
  const words = wordsOf('/categories/cs.LG', { rhythm: 'daily', ...BERLIN }, new Date('2026-11-20T12:00:00Z'))
  expect(words).toBe('Mon 23 Nov, 08:00 Europe/Berlin, with what arXiv announces on Sun evening')
  const weekends = wordsOf('/categories/cs.LG', { rhythm: 'sun', ...BERLIN }, new Date('2026-11-20T12:00:00Z'))
  expect(weekends).toMatch(/^Sun 22 Nov, .* announced from Sun 15 Nov to Thu 19 Nov$/)
})

test('what is due and waits says so, and what was announced is told as past', () => {
  const schedule = {
    rhythm: 'daily',
    ...BERLIN,
    view: '/categories/cs.LG',
    nextDueAt: new Date('2026-11-24T07:00:00Z'),
  }
  expect(nextMail(schedule, new Date('2026-11-24T07:05:00Z')).words).toBe(
    'Now, as soon as arXiv’s listing is complete, with what arXiv announced on Mon evening',
  )
})

test.each([
  ['2026-11-21T08:00:00Z', 'Fridays and Saturdays'],
  ['2026-11-26T08:00:00Z', 'Thanksgiving'],
  ['2026-11-24T08:00:00Z', null],
])('a slot at %s is quiet because of: %s', (at, why) => {
  const slot = new Date(at)
  const reason = quietReason(coverageOf(listOf('/categories/cs.LG'), { rhythm: 'daily', hour: 8, zone: 'UTC' }, slot))
  expect(reason).toEqual(why && expect.stringContaining(why))
})

test('slot after slot, every listing of arXiv is covered once', () => {
  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'Asia/Shanghai',
    'Pacific/Kiritimati',
    'UTC',
    'Australia/Lord_Howe',
  ]
  const schedules = fc.record({
    rhythm: fc.constantFrom('daily', 'mon,wed,fri', 'sun', 'monthly'),
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.constantFrom(...zones),
  })
  const starts = fc.date({ min: new Date('2024-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
  fc.assert(
    fc.property(schedules, starts, (schedule, start) => {
      let slot = nextSlot(schedule, start)
      let before = listings(coverageOf(listOf('/papers/new'), schedule, slot))
      for (let count = 0; count < 8; count++) {
        slot = nextSlot(schedule, slot)
        const now = listings(coverageOf(listOf('/papers/new'), schedule, slot))
        expect(now.after).toBe(before.through)
        expect(listingDays(now).at(-1) ?? now.after).toBe(now.through)
        before = now
      }
    }),
    { numRuns: 40 },
  )
})

test('a mail may be sent for half a day, where it comes seldom for two, and never past the next issue', () => {
  const slot = new Date('2026-12-01T07:00:00Z')
  const hoursOf = (rhythm: string) => (deadlineOf({ rhythm, ...BERLIN }, slot).getTime() - slot.getTime()) / 3_600_000
  expect(['daily', 'tue,wed', 'tue', 'monthly'].map(hoursOf)).toEqual([12, 12, 48, 48])
  // Apia left out a day: its slot runs at midnight, and the next comes eight hours later.
  const apia = { rhythm: 'daily', hour: 8, zone: 'Pacific/Apia' }
  expect(deadlineOf(apia, new Date('2011-12-30T10:00Z'))).toEqual(new Date('2011-12-30T18:00Z'))
})

function listings(coverage: Coverage) {
  if (coverage.kind !== 'listings') throw new Error(coverage.kind)
  return coverage
}
