import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FAIR } from '@/lib/trending/constants'
import { fieldsOf, rarityOf } from '@/lib/trending/fair/rarity'

const papers = (category: string, ...weights: number[]) =>
  weights.map((weight) => ({ category, weight, countedVotes: weight }))
const none = (count: number) => Array.from({ length: count }, () => 0)

test('more is rarer, as much is as rare, and nothing is not rare at all, in whatever field', () => {
  const aValue = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(fc.array(aValue, { minLength: 1, maxLength: 60 }), aValue, aValue, (all, one, other) => {
      const values = all.filter((value) => value > 0).sort((a, b) => a - b)
      const rarity = (value: number) => rarityOf(value, values, all.length)
      if (one > other) expect(rarity(one)).toBeGreaterThanOrEqual(rarity(other))
      expect(rarity(0)).toBe(0)
      expect(rarity(one)).toBeLessThanOrEqual(Math.log2(2 * all.length))
    }),
  )
})

test('the first of n papers is one in 2n, and of papers with as much half stand above', () => {
  expect(rarityOf(3, [1, 3], 32)).toBe(Math.log2(64))
  expect(rarityOf(1, [1, 1, 1, 1], 4)).toBe(1)
})

test('a small category is measured as its archive, and a small archive as all of arXiv', () => {
  const fieldOf = fieldsOf([
    ...papers('math.NT', 3, ...none(FAIR.fewPapers)),
    ...papers('math.GM', 1),
    ...papers('hep-th', 2, ...none(3)),
  ])
  expect(fieldOf('math.NT')).toMatchObject({ name: 'math.NT', papers: FAIR.fewPapers + 1, weights: [3] })
  expect(fieldOf('math.GM')).toMatchObject({ name: 'math', papers: FAIR.fewPapers + 2, weights: [1, 3] })
  expect(fieldOf('hep-th')).toMatchObject({ name: 'arXiv', papers: FAIR.fewPapers + 6, weights: [1, 2, 3] })
  expect(fieldOf('q-bio.NC')).toMatchObject({ name: 'arXiv' })
})
