import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entry, entryKey, type KnownListing, placeListing } from '@/lib/ingest/place-listing'

const entry = (n: number, day: string, traits: Partial<Entry> = {}): Entry => ({
  paperId: `2611.${String(n).padStart(5, '0')}`,
  version: 1,
  type: 'new',
  day,
  ...traits,
})
const listing = (day: string, entries: Entry[]): KnownListing => ({ day, entries: new Set(entries.map(entryKey)) })
const daysOf = (entries: Entry[], known: KnownListing[], now: string) => [
  ...new Set(placeListing(entries, known, new Date(now))),
]

const thursday = [entry(1, '2026-11-19'), entry(2, '2026-11-19')]
const known = [listing('2026-11-19', thursday)]
const FRIDAY = '2026-11-20T06:00:00Z'

test.each([
  ['of today is today’s', [entry(3, '2026-11-20')], known, '2026-11-20'],
  ['that is here is of its own day, whatever its date', [entry(1, '2026-11-20')], known, '2026-11-19'],
  ['dated yesterday, of which nothing is here, is yesterday’s', [entry(3, '2026-11-19')], [], '2026-11-19'],
  ['dated yesterday, of which all else is here, is today’s', [entry(3, '2026-11-19')], known, '2026-11-20'],
  ['dated on a day of rest is today’s', [entry(3, '2026-11-15')], known, '2026-11-20'],
  ['dated in the future is today’s', [entry(3, '2026-12-20')], known, '2026-11-20'],
])('an entry %s', (_, entries, listings, day) => {
  expect(daysOf(entries, listings, FRIDAY)).toEqual([day])
})

test('a fuller copy of yesterday’s is yesterday’s', () => {
  expect(daysOf([...thursday, entry(3, '2026-11-19')], known, FRIDAY)).toEqual(['2026-11-19'])
})

test('entries of yesterday among today’s stay where they are', () => {
  expect(placeListing([entry(1, '2026-11-20'), entry(3, '2026-11-20')], known, new Date(FRIDAY))).toEqual([
    '2026-11-19',
    '2026-11-20',
  ])
})

test('the next version of a paper that was listed yesterday is another entry', () => {
  expect(daysOf([entry(1, '2026-11-20', { version: 2, type: 'replace' })], known, FRIDAY)).toEqual(['2026-11-20'])
})

test('between the announcement and midnight a feed may carry the day to come', () => {
  expect(daysOf([entry(3, '2026-11-20')], known, '2026-11-20T02:00:00Z')).toEqual(['2026-11-20'])
})

test('a listing dated in a week-end is of the Friday before, unless it is of that very day', () => {
  expect(daysOf([entry(3, '2026-11-21')], known, '2026-11-22T12:00:00Z')).toEqual(['2026-11-20'])
  expect(daysOf([entry(3, '2026-11-22')], known, '2026-11-22T12:00:00Z')).toEqual(['2026-11-22'])
})

test('reading a listing again, in any order, moves nothing', () => {
  const entries = fc
    .uniqueArray(fc.integer({ min: 3, max: 60 }), { minLength: 1 })
    .map((ids) => ids.map((n) => entry(n, '2026-11-20')))
  fc.assert(
    fc.property(
      entries.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: 1 }))),
      fc.constantFrom('2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-23'),
      ([all, some], dated) => {
        const again = some.map((one) => ({ ...one, day: dated }))
        expect(daysOf(again, [listing('2026-11-20', all), ...known], '2026-11-23T06:00:00Z')).toEqual(['2026-11-20'])
      },
    ),
  )
})
