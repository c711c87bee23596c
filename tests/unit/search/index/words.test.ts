import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainWords } from '@/lib/search/index/plain-words'
import { stemsOf } from '@/lib/search/index/stems'
import { codeOf, packRanked, unpackRanked } from '@/lib/search/index/word-codes'
import { CodeCounts } from '@/lib/search/index/words'

test.each([
  [
    ['$\\beta$-VAE', 'β-VAE', 'beta-VAE', '\\beta-VAE'],
    ['beta', 'vae'],
  ],
  [['H_2O', 'H₂O', 'H$_2$O', 'h2o'], ['h2o']],
  [
    ['ℓ_1 norm', '$\\ell_1$-norm', 'l1 norms'],
    ['l1', 'norm'],
  ],
  [
    ['Erdős–Rényi', 'Erdös Renyi', 'ERDOS RENYI'],
    ['erdo', 'renyi'],
  ],
  [
    ['C++ and C#', 'c++, c#'],
    ['cplusplu', 'csharp'],
  ],
  [
    ['$O(n^2)$', 'O(n²)', 'O(n^2)'],
    ['o', 'n2'],
  ],
  [
    ['the trained models of a network', 'Training model networks'],
    ['train', 'model', 'network'],
  ],
  [['\\textbf{bold} claims'], ['bold', 'claim']],
])('%j are the same words', (texts, stems) => {
  for (const text of texts) expect(stemsOf(text)).toEqual(stems)
})

test('a word of the Greek language stays a word', () => {
  expect(plainWords('Ἑλλάς')).not.toMatch(/alpha|lambda/)
})

test('every text has words, none of them with a sign of TeX in it, and never an error', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom('$', '\\', '{', '}', 'β', 'a', '_', '2', ' ') }),
      ),
      (text) => {
        for (const stem of stemsOf(text)) expect(stem).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
      },
    ),
  )
})

test('codes of words come back as they were packed, wherever the bytes lie', () => {
  const words = fc.array(fc.string({ minLength: 1 }), { maxLength: 300 })
  const paper = fc.record({ id: fc.constantFrom('2611.00001', 'hep-th/9901001'), title: words, abstract: words })
  fc.assert(
    fc.property(fc.array(paper, { maxLength: 4 }), fc.nat(7), (papers, shift) => {
      const packed = papers.map(({ id, title, abstract }) => packRanked(id, title, abstract))
      const unpacked = packed.map((one) => unpackRanked(Buffer.concat([Buffer.alloc(shift), one]).subarray(shift)))
      expect(unpacked.map(({ id, codes }) => [id, [...codes.title], [...codes.abstract]])).toEqual(
        papers.map(({ id, title, abstract }) => [id, title.map(codeOf), abstract.map(codeOf)]),
      )
    }),
  )
})

test('bytes that are no packed codes are refused', () => {
  for (const bytes of [[], [1, 2, 3], [9, 0, 0, 0], [9, 0, 0, 0, 0, 0, 0, 0]])
    expect(() => unpackRanked(Uint8Array.from(bytes))).toThrow(RangeError)
})

test('counts of words are kept as they were set, of however many', () => {
  // Codes that meet in one place of the table are among them.
  const code = fc.oneof(fc.nat(9), fc.nat(0xffffffff))
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(code, fc.integer({ min: 1, max: 4e9 })), { selector: ([one]) => one }),
      (set) => {
        const counts = new CodeCounts(set.length)
        for (const [one, count] of set) counts.set(one, count)
        for (const [one, count] of set) expect(counts.get(one)).toBe(count)
        for (let one = 0; one < 12; one += 1)
          if (!set.some(([known]) => known === one)) expect(counts.get(one)).toBeUndefined()
      },
    ),
  )
})
