import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Example, learn, scoreOf } from '@/lib/personal/model'

const TOPICS = {
  robots: 'grasping gripper manipulation tactile robot arm joint torque policy reach',
  knots: 'knot braid invariant homology polynomial crossing link surface manifold genus',
  proteins: 'protein folding residue binding ligand enzyme sequence structure docking mutation',
} as const
const COMMON = 'learning data model theory analysis system error bound graph time'

/** Papers of a topic, each of six of its ten words and six of ten that any paper may have. */
const papersOf = (topic: keyof typeof TOPICS, count: number, seed = 1): string[][] =>
  Array.from({ length: count }, (_, n) => [
    ...sixOf(TOPICS[topic], n * seed),
    ...sixOf(COMMON, Math.floor(n / 2) + seed),
  ])

const sixOf = (words: string, from: number) =>
  Array.from({ length: 6 }, (_, k) => words.split(' ')[(from + k * 3) % 10] ?? '')

const examples = (papers: string[][], liked: boolean, weight = 1): Example[] =>
  papers.map((words) => ({ words, liked, weight }))

describe('a model of what a reader likes', () => {
  const model = learn([
    ...examples(papersOf('robots', 6), true),
    ...examples(papersOf('knots', 5), false, 5),
    ...examples([...papersOf('proteins', 200), ...papersOf('knots', 200)], false),
  ])
  const scores = (papers: string[][]) => papers.map((words) => scoreOf(model, words).score)

  test('ranks every new paper of the liked topic above every one of the others', () => {
    const lowest = Math.min(...scores(papersOf('robots', 30, 3)))
    expect(lowest).toBeGreaterThan(Math.max(...scores([...papersOf('knots', 30, 3), ...papersOf('proteins', 30, 3)])))
  })

  test('names the words that speak for a paper, those of the topic', () => {
    const { words } = scoreOf(model, papersOf('robots', 9, 3).at(-1) ?? [])
    expect(words).toHaveLength(3)
    for (const word of words) expect(TOPICS.robots).toContain(word)
  })

  test('holds “not for me” against a paper more than never having been looked at', () => {
    expect(Math.max(...scores(papersOf('knots', 10)))).toBeLessThan(Math.max(...scores(papersOf('proteins', 10))))
  })

  test('is the same again from the same acts', () => {
    const again = () => learn([...examples(papersOf('robots', 6), true), ...examples(papersOf('knots', 20), false)])
    expect(again()).toEqual(again())
  })

  test('is nothing without papers of both sides', () => {
    expect(learn(examples(papersOf('robots', 6), true))).toEqual({ bias: 0, words: {} })
  })
})

test('a score is what its words add up to', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd')
  const words = fc.uniqueArray(word, { minLength: 1 })
  const weights = fc.dictionary(word, fc.double({ min: -5, max: 5, noNaN: true }))
  fc.assert(
    fc.property(words, weights, fc.double({ min: -3, max: 3, noNaN: true }), (ofPaper, known, bias) => {
      const logOdds = bias + ofPaper.reduce((sum, one) => sum + (known[one] ?? 0) / Math.sqrt(ofPaper.length), 0)
      expect(scoreOf({ bias, words: known }, ofPaper).score).toBe(Math.round(1_000_000 / (1 + Math.exp(-logOdds))))
    }),
  )
})
