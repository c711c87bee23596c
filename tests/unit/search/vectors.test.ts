import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stemsOf } from '@/lib/search/index/stems'
import { codeOf, type WordCodes } from '@/lib/search/index/word-codes'
import { projector } from '@/lib/search/vectors/basis'
import { fuse } from '@/lib/search/vectors/fuse'
import { learnBasis } from '@/lib/search/vectors/learn-basis'
import { orthonormalize } from '@/lib/search/vectors/orthonormal'

const textOf = (title: string, abstract = '') => ({
  title: Uint32Array.from(stemsOf(title), codeOf),
  abstract: Uint32Array.from(stemsOf(abstract), codeOf),
})
const fused = (...lists: string[][]) => fuse(lists.map((ids) => ({ ids, weight: 1 }))).map(({ id }) => id)
const cosine = (a: Float32Array | null, b: Float32Array | null) =>
  a && b ? a.reduce((sum, value, at) => sum + value * (b[at] as number), 0) : Number.NaN

// Nobody writes car and automobile into one text; both stand with engines. Cats and felines stand with fur.
const PAPERS = [
  ['car engine', 'wheel brake'],
  ['automobile engine', 'wheel gearbox'],
  ['car gearbox', 'engine brake'],
  ['automobile brake', 'gearbox wheel'],
  ['cat fur', 'paw whisker'],
  ['feline fur', 'paw tail'],
  ['cat tail', 'fur whisker'],
  ['feline whisker', 'tail paw'],
].map(([title, abstract]) => textOf(title as string, abstract))

test('a word is near texts that hold none of it but the words that it stands with, and far from others', () => {
  const vectorOf = projector(learnBasis(PAPERS))
  const toCar = (paper: number) => cosine(vectorOf(textOf('car')), vectorOf(PAPERS[paper] as WordCodes))
  expect(Math.min(...[1, 3].map(toCar))).toBeGreaterThan(Math.max(...[4, 5, 6, 7].map(toCar)))
})

test('the same papers teach the same vectors', () => {
  expect(learnBasis(PAPERS)).toEqual(learnBasis(PAPERS))
})

test('a text of unknown words has no vector, every other one of length one', () => {
  const vectorOf = projector(learnBasis(PAPERS))
  expect(vectorOf(textOf('zebra'))).toBeNull()
  const vector = vectorOf(textOf('a cat and a car')) as Float32Array
  expect(cosine(vector, vector)).toBeCloseTo(1, 5)
})

test('of no papers, and of papers that share no word, nothing is learned', () => {
  for (const papers of [[], [textOf('alone')]]) expect(projector(learnBasis(papers))(textOf('alone'))).toBeNull()
})

test('columns become orthogonal and of length one, and what adds nothing becomes zero', () => {
  const numbers = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(numbers, (given) => {
      const matrix = Float32Array.from(given)
      orthonormalize(matrix, 3)
      const column = (at: number) => matrix.filter((_, index) => index % 3 === at)
      for (let one = 0; one < 3; one += 1) {
        const length = cosine(column(one), column(one))
        expect(Math.min(Math.abs(length), Math.abs(length - 1))).toBeLessThan(1e-3)
        for (let other = 0; other < one; other += 1)
          expect(Math.abs(cosine(column(one), column(other)))).toBeLessThan(1e-3)
      }
    }),
  )
})

test('what two lists have in common stands before what one of them has', () => {
  expect(fused(['a', 'b', 'c'], ['d', 'b'])).toEqual(['b', 'a', 'd', 'c'])
})

test('a fused list holds every paper once, and one list alone stays as it is', () => {
  const ids = fc.uniqueArray(fc.string(), { maxLength: 50 })
  fc.assert(
    fc.property(ids, ids, (one, other) => {
      expect(fused(one)).toEqual(one)
      expect(fused(one, other).sort()).toEqual([...new Set([...one, ...other])].sort())
    }),
  )
})
