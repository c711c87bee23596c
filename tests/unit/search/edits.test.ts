import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, oneEditAway } from '@/lib/search/words/edits'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'z'), minLength: 1, maxLength: 8 })

test('what is one edit away is one edit away, and nothing else of these letters is', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(oneEditAway(one).includes(other)).toBe(editDistance(one, other) === 1)
    }),
  )
})

test('a distance is the same from both sides, none to itself, and no longer than the longer word', () => {
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(editDistance(one, other)).toBe(editDistance(other, one))
      expect(editDistance(one, other) === 0).toBe(one === other)
      expect(editDistance(one, other)).toBeLessThanOrEqual(Math.max(one.length, other.length))
    }),
  )
})
