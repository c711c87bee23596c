import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Capture } from '@/lib/signals/early-warning/daily-list'
import { midRanks, spearman, topShare } from '@/scripts/bench/trending-quality/judge'
import { measure } from '@/scripts/bench/trending-quality/measure'
import { hackerNews, lobsters, ours, reddit, votesSoFar } from '@/scripts/bench/trending-quality/rules'

const votes = fc.array(fc.nat(20), { minLength: 6, maxLength: 30 })

test('equal values share the middle of their places', () => {
  expect(midRanks([5, 9, 5, 1])).toEqual([2.5, 1, 2.5, 4])
})

test('Spearman is 1 for the same order, -1 for the reverse, and none where all is equal', () => {
  expect(spearman([1, 2, 3, 4], [10, 20, 30, 90])).toBeCloseTo(1)
  expect(spearman([1, 2, 3, 4], [9, 7, 5, 1])).toBeCloseTo(-1)
  expect(spearman([1, 1, 1], [1, 2, 3])).toBeNull()
  expect(spearman([1, 2, 2, 4], [1, 3, 2, 4])).toBeCloseTo(0.9487, 4)
  fc.assert(
    fc.property(votes, (values) => {
      const other = values.toReversed()
      expect(spearman(values, other)).toEqual(spearman(other, values))
    }),
  )
})

test('the share of the top counts ties at its edge by their chance', () => {
  expect(topShare([9, 8, 7, 6, 5, 1], [9, 8, 7, 6, 5, 1])).toBe(1)
  expect(topShare([9, 8, 7, 6, 5, 1], [1, 8, 7, 6, 5, 9])).toBeCloseTo(0.8)
  expect(topShare([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1])).toBeCloseTo(0.5)
  fc.assert(
    fc.property(votes, (values) => {
      expect(topShare(values, values)).toBeLessThanOrEqual(1 + 1e-9)
    }),
  )
})

const DAY = '2025-05-01'
const list = (at: string, entries: [id: string, upvotes: number, comments?: number, listed?: string][]): Capture => ({
  ...{ day: DAY, at: new Date(at) },
  entries: entries.map(([paperId, upvotes, comments = 0, listed = '00:00']) => ({
    ...{ paperId, upvotes, comments, repository: null, title: '' },
    submittedAt: new Date(`${DAY}T${listed}:00Z`),
  })),
})
const orderBy = (rule: (captures: Capture[]) => Map<string, number>, captures: Capture[]) =>
  [...rule(captures)].toSorted(([, a], [, b]) => b - a).map(([id]) => id)

test('each rule ranks as its source says', () => {
  const captures = [
    list(`${DAY}T06:00:00Z`, [
      ['old', 30],
      ['new', 14, 0, '05:00'],
      ['talked', 28, 40],
    ]),
  ]
  expect(orderBy(votesSoFar, captures)).toEqual(['old', 'talked', 'new'])
  expect(orderBy(hackerNews, captures)).toEqual(['new', 'old', 'talked'])
  expect(orderBy(reddit, captures)).toEqual(['new', 'old', 'talked'])
  expect(orderBy(lobsters, captures)).toEqual(['talked', 'old', 'new'])
})

test('ours weighs what came lately more than what came long ago', () => {
  const captures = [
    list(`${DAY}T01:00:00Z`, [
      ['early', 20],
      ['late', 1],
    ]),
    list('2025-05-02T23:00:00Z', [
      ['early', 20],
      ['late', 20],
    ]),
  ]
  expect(orderBy(ours, captures)).toEqual(['late', 'early'])
})

test('a rule is measured on the last sight within the age, against the whole list of the next day', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const outcome = new Map(ids.map((id, n) => [id, 60 - n * 10]))
  const captures = [
    list(`${DAY}T02:00:00Z`, [['f', 9]]),
    list(`${DAY}T06:00:00Z`, [
      ['f', 9],
      ['a', 1],
    ]),
    list(
      `${DAY}T11:00:00Z`,
      ids.map((id, n): [string, number] => [id, 12 - n]),
    ),
    list(`${DAY}T13:00:00Z`, [['f', 99]]),
  ]
  const days = [{ day: DAY, captures, outcome }]
  expect(measure(days, { from: 5, before: 12 }, votesSoFar)).toEqual({
    days: 1,
    spearman: expect.closeTo(1),
    topFive: 1,
  })
  expect(measure(days, { from: 0, before: 5 }, votesSoFar).spearman).toBeLessThan(0)
  expect(measure(days, { from: 3, before: 5 }, votesSoFar).days).toBe(0)
})
