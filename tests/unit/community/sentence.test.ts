import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mayBeYoung } from '@/lib/community/may-be-young'
import { MAX_SENTENCE, Sentence } from '@/lib/community/sentence'

test('whatever is typed, a sentence is one visible line of bounded length, or refused; said again it stays the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
      const { data, success } = Sentence.safeParse(typed)
      if (!success || data === null) return
      expect(data.length).toBeLessThanOrEqual(MAX_SENTENCE)
      expect(data).not.toMatch(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]|^\s|\s$|\s\s/u)
      expect(Sentence.parse(data)).toBe(data)
    }),
    { numRuns: 2_000 },
  )
})

test('white space is folded, what turns a line around is dropped, and nothing is nothing', () => {
  expect(Sentence.parse('  It\n\tholds\u202e up. ')).toBe('It holds up.')
  expect(Sentence.parse(' \u200b ')).toBeNull()
  expect(Sentence.safeParse('x'.repeat(281)).success).toBe(false)
})

test('an identifier of this month or the last may be young; older ones, coming ones and those of old archives are not', () => {
  const now = new Date('2026-12-31T23:30:00Z')
  expect(
    ['2612.00001', '2701.00001', '2611.00001', '2702.00001', '0803.1234', 'hep-th/9901001'].map((id) =>
      mayBeYoung(id, now),
    ),
  ).toEqual([true, true, false, false, false, false])
  expect(mayBeYoung('2611.00001', new Date('2026-12-20T00:00:00Z'))).toBe(true)
})
