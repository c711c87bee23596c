import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RANKING } from '@/lib/search/index/parameters'
import { chooseRanking } from '@/scripts/bench/search-quality/choose-ranking'
import { isForTuning, judgedSets } from '@/scripts/bench/search-quality/judged-sets'
import { qualityOf } from '@/scripts/bench/search-quality/measures'

const PAPERS = [
  {
    id: '2611.00001',
    title: 'Scaling laws for sparse mixture models',
    abstract: 'We study how sparse mixtures of experts scale with data and with compute over many orders. Yes.',
    comments: null,
  },
  {
    id: '2611.00002',
    title: 'A reply',
    abstract: 'Short.',
    comments: 'Comment on "Scaling laws for sparse mixture models", and on "something that nobody wrote"',
  },
]

test('a query is made of words of its answer, and of fewer', () => {
  const [title] = judgedSets(PAPERS, 10)['title, a third dropped'] ?? []
  expect(title?.answer).toBe('2611.00001')
  const words = (title?.query ?? '').split(' ')
  expect(words).toHaveLength(4)
  expect(words.every((word) => 'scaling laws for sparse mixture models'.includes(word))).toBe(true)
  const [sentence] = judgedSets(PAPERS, 10)['sentence, half dropped'] ?? []
  expect(sentence?.query.split(' ')).toHaveLength(8)
})

test('a misspelt query has the same letters in another order', () => {
  const sets = judgedSets(PAPERS, 10)
  const sorted = (text = '') => Array.from(text).sort().join('')
  const [right, wrong] = [sets['title, a third dropped']?.[0]?.query, sets['title, misspelt too']?.[0]?.query]
  expect(wrong).not.toBe(right)
  expect(sorted(wrong)).toBe(sorted(right))
})

test('a title that a comment quotes is a citation of that paper', () => {
  expect(judgedSets(PAPERS, 10)['title quoted in a comment']).toEqual([
    { answer: '2611.00001', query: 'Scaling laws for sparse mixture models' },
  ])
})

test('the same seed makes the same queries, and halves the same papers', () => {
  expect(judgedSets(PAPERS, 10)).toEqual(judgedSets(PAPERS, 10))
  const ids = Array.from({ length: 1_000 }, (_, at) => `2611.${String(at).padStart(5, '0')}`)
  const even = ids.filter(isForTuning).length
  expect(even).toBeGreaterThan(400)
  expect(even).toBeLessThan(600)
})

test('found first is 1 in every measure, not found 0', () => {
  expect(qualityOf([1, 1])).toEqual({ queries: 2, recall10: 1, recall100: 1, ndcg10: 1, mrr: 1 })
  expect(qualityOf([null])).toEqual({ queries: 1, recall10: 0, recall100: 0, ndcg10: 0, mrr: 0 })
  expect(qualityOf([3])).toMatchObject({ ndcg10: 0.5, mrr: 1 / 3 })
  expect(qualityOf([11])).toMatchObject({ recall10: 0, recall100: 1, ndcg10: 0 })
  expect(qualityOf([])).toMatchObject({ queries: 0, mrr: 0 })
})

test('whatever the places, a measure never falls when an answer comes higher', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 120 }), (place) => {
      const [before, after] = [qualityOf([place]), qualityOf([place - 1])]
      for (const measure of ['recall10', 'recall100', 'ndcg10', 'mrr'] as const)
        expect(after[measure]).toBeGreaterThanOrEqual(before[measure])
    }),
  )
})

test('parameters are chosen one after the other until none helps, and stay where nothing is better', () => {
  const { ranking, judged } = chooseRanking(({ k1, proximity }) => -((k1 - 0.9) ** 2) - (proximity - 0.8) ** 2)
  expect(ranking).toEqual({ ...RANKING, k1: 0.9, proximity: 0.8 })
  expect(judged).toBeCloseTo(0)
  expect(chooseRanking(() => 1).ranking).toEqual(RANKING)
})
