import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compareWords, type Stretch } from '@/lib/papers/compare-words'
import type { Piece } from '@/lib/papers/text/split-math'

const textOf = (pieces: Piece[]) => pieces.map((piece) => (piece.kind === 'math' ? piece.source : piece.text)).join('')
const shown = (older: string, newer: string) =>
  compareWords(older, newer)
    .map(({ change, pieces }) => ({ kept: '', removed: '-', added: '+' })[change] + textOf(pieces))
    .join('|')
const side = (stretches: Stretch[], left: Stretch['change']) =>
  textOf(stretches.filter(({ change }) => change !== left).flatMap(({ pieces }) => pieces))

describe('two texts are compared', () => {
  test.each([
    ['word by word', 'a fast method', 'a slow method', 'a |-fast |+slow |method'],
    ['with signs apart from words', 'We win.', 'We win!', 'We win|-.|+!'],
    ['with hyphens inside words', 'self-made thing', 'self-taught thing', '-self-made |+self-taught |thing'],
    ['with whole formulas', 'for $x^2 + y$ only', 'for $x^3 + y$ only', 'for |-$x^2 + y$|+$x^3 + y$| only'],
    ['whatever the white space', 'one two\n\nthree', 'one  two three', 'one  two three'],
    ['accents and all', 'Erdős number', 'Erdos number', '-Erdős |+Erdos |number'],
  ])('%s', (_how, older, newer, expected) => {
    expect(shown(older, newer)).toBe(expected)
  })

  test('and equal ones are one stretch that stayed', () => {
    expect(compareWords('Same $x$.', 'Same $x$.')).toHaveLength(1)
    expect(compareWords('', '')).toEqual([])
  })
})

const words = fc
  .array(fc.constantFrom('alpha', 'beta ', ' ', '$x_1$', '$x_2$', ', ', '$5', 'naïve', '\n\n', '$$y$$', '(', '🙂'))
  .map((all) => all.join(''))
const texts = fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 200 }))

test('a formula that moves into a line of its own is another', () => {
  expect(shown('$$y$$', '$5$$y$$')).toBe('-$$y$$|+$5$$y$$')
})

test('of any two texts, what stayed or came is the newer, what stayed or went has the words of the older', () => {
  const bare = (text: string) => text.replace(/\s+/g, '')
  fc.assert(
    fc.property(texts, texts, (older, newer) => {
      const stretches = compareWords(older, newer)
      expect(side(stretches, 'removed')).toBe(newer)
      expect(bare(side(stretches, 'added'))).toBe(bare(older))
    }),
    { numRuns: 1000 },
  )
})

test('texts with nothing in common, as long as the store allows, are compared in less than a second', () => {
  const long = (word: string) => Array.from({ length: 1_600 }, (_, index) => `${word}${index}`).join(' ')
  const started = performance.now()
  const stretches = compareWords(long('a'), long('b'))
  expect(performance.now() - started).toBeLessThan(1000)
  expect(stretches.map(({ change }) => change)).toEqual(['removed', 'added'])
})
