import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgeBatch } from '@/lib/signals/judge-batch'
import { judgeObservation, type Known } from '@/lib/signals/judge-observation'
import type { Observation, SignalKind } from '@/lib/signals/observation'
import { shareOf } from '@/lib/signals/share'
import { SIGNALS } from '@/lib/trending/constants'

const START = Date.parse('2026-11-20T06:00:00Z')
const after = (minutes: number) => new Date(START + minutes * 60_000)

/** Tells one value after the other, two hours apart. */
function tell(kind: SignalKind, values: number[], counts: Observation['counts'] = 'from-zero', everyMinutes = 120) {
  let known: Known | null = null
  let weight = 0
  const statuses = values.map((value, index) => {
    const at = after(index * everyMinutes)
    const judged = judgeObservation({ paperId: 'p', kind, value, counts }, known, at)
    if (judged.status === 'taken') weight += judged.weight
    if (judged.status !== 'unchanged') known = { value, at, credited: judged.credited, held: judged.status === 'held' }
    return judged.status
  })
  return { statuses, weight }
}

test('growth counts once, whichever way it comes', () => {
  const steps = tell('hf_upvotes', [3, 10, 10, 25, 40])
  expect(steps.statuses).toEqual(['taken', 'taken', 'unchanged', 'taken', 'taken'])
  expect(steps.weight).toBeCloseTo(tell('hf_upvotes', [40]).weight)
  expect(tell('hf_upvotes', [40]).weight).toBeCloseTo(SIGNALS.hf_upvotes.cap / 2)
})

test('a count that falls and rises again gives nothing twice', () => {
  expect(tell('hf_upvotes', [40, 0, 40, 5, 40]).weight).toBeCloseTo(tell('hf_upvotes', [40]).weight)
})

test('a jump beyond all measure waits, and is forgotten when it is gone at the next look', () => {
  const lie = tell('hf_upvotes', [10, 90_000, 12])
  expect(lie.statuses).toEqual(['taken', 'held', 'taken'])
  expect(lie.weight).toBeCloseTo(tell('hf_upvotes', [12]).weight)
})

test('a jump that is still there half an hour later is believed', () => {
  expect(tell('hf_upvotes', [10, 400, 410]).statuses).toEqual(['taken', 'held', 'taken'])
  expect(tell('hf_upvotes', [10, 400, 400]).statuses).toEqual(['taken', 'held', 'taken'])
  expect(tell('hf_upvotes', [10, 400, 410], 'from-zero', 10).statuses).toEqual(['taken', 'held', 'held'])
})

test('what was there before the paper counts as nothing, only its growth or not even that', () => {
  expect(tell('github_stars', [5_000], 'from-now').weight).toBe(0)
  expect(tell('github_stars', [50, 90], 'from-now').weight).toBeGreaterThan(0)
  expect(tell('github_stars', [5_000, 5_900], 'never').weight).toBe(0)
})

test('whatever a source says, a paper gains no more by it than the cap, and never loses', () => {
  const kind = fc.constantFrom<SignalKind>('hf_upvotes', 'hf_comments', 'github_stars')
  const counts = fc.constantFrom<Observation['counts']>('from-zero', 'from-now', 'never')
  fc.assert(
    fc.property(
      kind,
      fc.array(fc.nat(10_000_000), { maxLength: 40 }),
      counts,
      fc.integer({ min: 1, max: 600 }),
      (...told) => {
        const { weight } = tell(...told)
        expect(weight).toBeGreaterThanOrEqual(0)
        expect(weight).toBeLessThanOrEqual(SIGNALS[told[0]].cap + 1e-9)
      },
    ),
  )
})

test('where a fifth of an answer jumps, nothing of it is believed until the next look', () => {
  const seen = Array.from({ length: 20 }, (_, n) => ({
    ...({ paperId: `p${n}`, kind: 'hf_upvotes', counts: 'from-zero' } as const),
    value: n < 5 ? 5_000 : 20,
    known: { value: 10, at: after(0), credited: 10, held: false },
  }))
  const first = judgeBatch(seen, after(120))
  expect(new Set(first.map(({ judged }) => judged.status))).toEqual(new Set(['held']))
  const again = judgeBatch(
    first.map(({ judged, ...one }) => ({
      ...one,
      known: { value: one.value, at: after(120), credited: judged.credited, held: true },
    })),
    after(240),
  )
  expect(new Set(again.map(({ judged }) => judged.status))).toEqual(new Set(['taken']))
  expect(judgeBatch(seen.slice(4), after(120)).filter(({ judged }) => judged.status === 'held')).toHaveLength(1)
})

test('signals weigh less, the more readers vote: half at 25, a tenth at 225', () => {
  expect([0, 25, 225].map(shareOf)).toEqual([1, 0.5, 0.1])
})
