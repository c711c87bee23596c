import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { announcementsThrough } from '@/lib/trending/announcement-clock'
import { CLOCK_VERSION, RANKING } from '@/lib/trending/constants'
import { heat, newcomerScore } from '@/lib/trending/heat'
import { worthAt } from '@/lib/trending/term'

const votes = (count: number, tick: number) => Array.from({ length: count }, () => ({ tick, weight: RANKING.vote }))

test('a late burst outranks an older, larger crowd', () => {
  expect(heat(0, [...votes(2, 0), ...votes(9, 2)])).toBeGreaterThan(heat(0, votes(10, 0)))
})

test('the order of a day is that of votes, and no vote of yesterday is lost over the weekend', () => {
  // Seven papers, two days after the first batch; the classic rules put E, without a vote, above B and C (mission, 5.9).
  const papers = {
    A: heat(0, votes(10, 0)),
    B: heat(1, votes(4, 1)),
    C: heat(1, votes(8, 1)),
    D: heat(0, [...votes(2, 0), ...votes(9, 2)]),
    E: heat(2, []),
    F: heat(2, votes(2, 2)),
    G: heat(2, votes(6, 2)),
  }
  const order = Object.entries(papers).sort(([, a], [, b]) => b - a)
  expect(order.map(([name]) => name).join('')).toBe('DGCABFE')
})

test('the score is the logarithm of what the terms are worth, at any time', () => {
  const aTerm = fc.record({ tick: fc.double({ min: 0, max: 40, noNaN: true }), weight: fc.constantFrom(0.25, 1, 3) })
  fc.assert(
    fc.property(fc.array(aTerm, { maxLength: 30 }), fc.double({ min: 0, max: 60, noNaN: true }), (terms, now) => {
      const worth = [{ tick: 0, weight: RANKING.newcomer }, ...terms].reduce((sum, term) => sum + worthAt(term, now), 0)
      expect(heat(0, terms) - now / RANKING.halfLifeDays).toBeCloseTo(Math.log2(worth), 9)
    }),
  )
})

test('decades apart, nothing overflows and nothing is lost that counts', () => {
  const decades = 40 * 250
  expect(heat(0, votes(3, decades))).toBeCloseTo(decades / RANKING.halfLifeDays + Math.log2(3), 9)
  expect(heat(decades, votes(1000, 0))).toBe(newcomerScore(decades))
})

/** Whoever changes what makes it raises the version, so that scores of different rules never stand side by side. */
test('constants and the calendar up to this version are what the versions say', () => {
  const hash = (made: unknown) => createHash('sha256').update(JSON.stringify(made)).digest('hex').slice(0, 12)
  expect(`${RANKING.version} ${hash(RANKING)}`).toBe('3 bcec06912214')
  expect(`${CLOCK_VERSION} ${hash(announcementsThrough(new Date('2026-12-31T12:00:00Z')))}`).toBe('1 e6dc366e25fd')
})
