import fc from 'fast-check'
import { expect, test } from 'vitest'
import { prepareText } from '@/lib/papers/text/prepare'
import { markerOf } from '@/lib/search/mark-found'
import { parseQuery } from '@/lib/search/query/parse'

const marked = (typed: string, html: string) => markerOf(parseQuery(typed))?.abstract(html) ?? html
const unmarked = (html: string) => html.replace(/<\/?mark>/g, '')

test.each([
  ['sparse networks', 'A sparse neural network.', 'A <mark>sparse</mark> neural <mark>network</mark>.'],
  ['"neural network"', 'Neural networks; a network.', '<mark>Neural</mark> <mark>networks</mark>; a network.'],
  ['"state of the art"', 'State-of-the-art art', '<mark>State</mark>-of-the-<mark>art</mark> art'],
  ['poincare', 'The Poincaré ball', 'The <mark>Poincaré</mark> ball'],
  ['⑴ 1⑴', 'a ⑴, (1), 1⑴', 'a <mark>⑴</mark>, (1), <mark>1⑴</mark>'],
  ['ﾞ', 'a ﾞ, b', 'a <mark>ﾞ</mark>, b'],
  ['β-VAE', 'a β-VAE', 'a <mark>β</mark>-<mark>VAE</mark>'],
  ['amp lt', 'A &amp; B &lt; amp', 'A &amp; B &lt; <mark>amp</mark>'],
  ['ti:graph', 'a graph', 'a graph'],
  ['abs:graph -tree', 'a graph, a tree', 'a <mark>graph</mark>, a tree'],
])('%s in %s', (typed, html, expected) => {
  expect(marked(typed, html)).toBe(expected)
})

test('formulas and code stay whole', () => {
  const { html } = prepareText('The norm x of $x + \\mathrm{norm}$, or \\begin{broken x}')
  expect(html).toContain('<math')
  expect(marked('x norm', html).match(/<math[\s\S]*?<\/math>/g)).toEqual(html.match(/<math[\s\S]*?<\/math>/g))
  expect(marked('x norm', html)).toContain('The <mark>norm</mark> <mark>x</mark> of')
})

const word = fc.constantFrom(
  'graph',
  'graphs',
  'math',
  'mi',
  'mrow',
  'amp',
  'code',
  'the',
  'Poincaré',
  'x',
  '<b>',
  '&',
  '"',
  '\\alpha',
  '日本',
)
const source = fc
  .array(
    fc.oneof(
      word,
      word.map((one) => `$${one}_2 < y$`),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 30 },
  )
  .map((all) => all.join(' '))

test('marks add nothing but themselves, around text alone', () => {
  fc.assert(
    fc.property(source, fc.array(word, { minLength: 1, maxLength: 4 }), (text, words) => {
      const { html } = prepareText(text)
      const typed = [words.join(' '), `"${words.join(' ')}"`]
      for (const one of typed) {
        const after = marked(one, html)
        expect(unmarked(after)).toBe(html)
        for (const [, held] of after.matchAll(/<mark>([\s\S]*?)<\/mark>/g))
          expect(held).toMatch(/^[\p{L}\p{N}\p{M}]+$/u)
        expect(after.replace(/<mark>[\p{L}\p{N}\p{M}]+<\/mark>/gu, '')).not.toMatch(/<\/?mark>/)
        const without = (all: string) => all.match(/<(math|code)\b[\s\S]*?<\/\1>|<(?!\/?mark>)[^>]*>/g)
        expect(without(after)).toEqual(without(html))
      }
    }),
    { numRuns: 300 },
  )
})
