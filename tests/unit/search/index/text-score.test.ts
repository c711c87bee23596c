import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RECENCY_SHARE, VOTES_SHARE } from '@/lib/search/index/parameters'
import { withPrior } from '@/lib/search/index/prior'
import { stemsOf } from '@/lib/search/index/stems'
import { holdsPhrase, rarity, textScorer } from '@/lib/search/index/text-score'
import { codeOf } from '@/lib/search/index/word-codes'

const average = { titleWords: 8, abstractWords: 100 }
const codes = (text: string) => Uint32Array.from(stemsOf(text), codeOf)
const scoreOf = (query: string, title: string, abstract: string) =>
  textScorer(
    stemsOf(query).map((stem) => ({ code: codeOf(stem), weight: 3 })),
    average,
  )({ title: codes(title), abstract: codes(abstract) })

test('a word in the title counts more than in the abstract, and more of the words more than fewer', () => {
  expect(scoreOf('quokka', 'quokka life', 'words')).toBeGreaterThan(scoreOf('quokka', 'words', 'quokka life'))
  expect(scoreOf('quokka wombat', 'x', 'quokka wombat')).toBeGreaterThan(scoreOf('quokka wombat', 'x', 'quokka numbat'))
  expect(scoreOf('quokka', 'x', 'wombat')).toBe(0)
})

test('words that stand together count more than words far apart, and in their order more than turned round', () => {
  const far = `quokka ${'filler '.repeat(40)} wombat`
  const near = `quokka wombat ${'filler '.repeat(40)}`
  const turned = `wombat quokka ${'filler '.repeat(40)}`
  const [nearScore, turnedScore, farScore] = [near, turned, far].map((text) => scoreOf('quokka wombat', 'x', text)) as [
    number,
    number,
    number,
  ]
  expect(nearScore).toBeGreaterThan(turnedScore)
  expect(turnedScore).toBeGreaterThan(farScore)
})

test('the rarer a word, the more it counts; never less than nothing', () => {
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), (holding, papers) => {
      expect(rarity(holding, papers)).toBeGreaterThan(0)
      expect(rarity(holding, papers)).toBeGreaterThan(rarity(holding + 1, Math.max(papers, holding)) - 1e-9)
    }),
  )
})

test('a phrase is found exactly where its words stand side by side', () => {
  const word = fc.constantFrom(1, 2, 3)
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), fc.array(word, { maxLength: 20 }), (phrase, text) => {
      const expected = `,${text.join(',')},`.includes(phrase.length > 0 ? `,${phrase.join(',')},` : ',')
      expect(holdsPhrase(phrase, Uint32Array.from(text))).toBe(expected)
    }),
  )
})

test('no paper is lifted past one with twice its text score, whatever its age and votes', () => {
  expect(RECENCY_SHARE + VOTES_SHARE).toBeLessThan(1)
  const place = fc.record({ listedAt: fc.integer({ min: 0, max: 4e12 }), votes: fc.integer({ min: -5, max: 1e9 }) })
  const score = fc.double({ min: 0.001, max: 1e4, noNaN: true })
  fc.assert(
    fc.property(
      score,
      fc.double({ min: 2, max: 100, noNaN: true }),
      place,
      place,
      fc.integer({ min: 0, max: 4e12 }),
      (weak, times, a, b, now) => {
        expect(withPrior(weak * times, a, now)).toBeGreaterThan(withPrior(weak, b, now))
      },
    ),
  )
})
