import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOverdue, judgeListingDay, lastOaiDay, listingUpTo } from '@/lib/ingest/listing-day'

/** Night of Friday the 20th. */
const NOW = new Date('2026-11-21T03:40:00Z')
const nothing = { ids: [], lastAnswer: null }
const missed = (traits: object = {}) => ({
  id: '2611.00500',
  datestamp: '2026-11-19',
  isRevised: false,
  submitted: '2026-11-16',
  ...traits,
})
const ids = [
  { day: '2026-11-17', first: '2611.00100', last: '2611.00199' },
  { day: '2026-11-18', first: '2611.00200', last: '2611.00299' },
  { day: '2026-11-19', first: '2611.00300', last: '2611.00399' },
]

test('an untouched record carries the day of its listing', () => {
  expect(judgeListingDay(missed(), nothing, NOW)).toBe('2026-11-19')
})

test('a datestamp without a listing belongs to the one before, and none lies beyond the last announcement', () => {
  expect(judgeListingDay(missed({ datestamp: '2026-11-21' }), nothing, NOW)).toBe('2026-11-20')
  expect(judgeListingDay(missed({ datestamp: '2026-11-30' }), nothing, NOW)).toBe('2026-11-20')
  expect(listingUpTo('2026-11-15', NOW)).toBe('2026-11-13')
})

test('the ids around it tell the day of a record that was touched later', () => {
  expect(judgeListingDay(missed({ id: '2611.00250' }), { ...nothing, ids }, NOW)).toBe('2026-11-18')
  expect(judgeListingDay(missed({ id: '2611.00299', datestamp: '2026-11-20' }), { ...nothing, ids }, NOW)).toBe(
    '2026-11-18',
  )
})

test('ids that overlap tell nothing', () => {
  const mixed = [
    { day: '2026-11-17', first: '2611.00100', last: '2611.00900' },
    { day: '2026-11-18', first: '2611.00050', last: '2611.00300' },
  ]
  expect(judgeListingDay(missed({ id: '2611.00200' }), { ...nothing, ids: mixed }, NOW)).toBe('2026-11-19')
})

test('a revision was listed before, behind the last sweep and the submission', () => {
  const revised = missed({ isRevised: true, datestamp: '2026-11-20' })
  expect(judgeListingDay(revised, nothing, NOW)).toBe('2026-11-17')
  expect(judgeListingDay(revised, { ids: [], lastAnswer: new Date('2026-11-18T03:40:00Z') }, NOW)).toBe('2026-11-19')
  expect(judgeListingDay(revised, { ids: [], lastAnswer: new Date('2026-11-20T03:40:00Z') }, NOW)).toBe('2026-11-19')
})

test('a day is overdue when its feeds had half a day', () => {
  expect(isOverdue('2026-11-20', new Date('2026-11-20T16:59:59Z'))).toBe(false)
  expect(isOverdue('2026-11-20', new Date('2026-11-20T17:00:00Z'))).toBe(true)
})

test('OAI-PMH has a day from half past ten of the evening before, in summer and in winter', () => {
  expect(lastOaiDay(new Date('2026-11-20T03:29:59Z'))).toBe('2026-11-19')
  expect(lastOaiDay(new Date('2026-11-20T03:30:00Z'))).toBe('2026-11-20')
  expect(lastOaiDay(new Date('2026-07-10T02:30:00Z'))).toBe('2026-07-10')
})

test('whatever is told, the day is one of a listing that was announced', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((date) => `2026-11-${String(date).padStart(2, '0')}`)
  const anyMissed = fc.record({
    id: fc.integer({ min: 1, max: 999 }).map((serial) => `2611.00${String(serial).padStart(3, '0')}`),
    datestamp: day,
    isRevised: fc.boolean(),
    submitted: fc.option(day),
  })
  const lastAnswer = fc.option(fc.date({ min: new Date('2026-11-01'), max: NOW, noInvalidDate: true }))
  fc.assert(
    fc.property(anyMissed, lastAnswer, (one, answer) => {
      const judged = judgeListingDay(one, { ids, lastAnswer: answer }, NOW)
      expect(judged <= '2026-11-20').toBe(true)
      expect(listingUpTo(judged, NOW)).toBe(judged)
    }),
  )
})

test('papers that come on the evening of a deferral are of that day, whether arXiv lists it or other years were so', () => {
  const evening = new Date('2027-06-18T02:40:00Z')
  const one = missed({ id: '2706.00476', datestamp: '2027-06-18' })
  expect(judgeListingDay(one, nothing, evening)).toBe('2027-06-18')
  expect(judgeListingDay({ ...one, datestamp: '2027-06-17' }, nothing, evening)).toBe('2027-06-17')
  expect(listingUpTo('2026-11-26', new Date('2026-11-26T03:40:00Z'))).toBe('2026-11-26')
  expect(listingUpTo('2026-11-26', new Date('2026-11-26T00:40:00Z'))).toBe('2026-11-25')
})
