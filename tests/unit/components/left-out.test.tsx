import { expect, test } from 'vitest'
import { LeftOut } from '@/components/search/LeftOut'
import { parseQuery } from '@/lib/search/query/parse'
import { reading } from './markup'

test.each([
  ['the graph', 'the (too common to be looked for)'],
  ['the graph of', 'the and of (too common to be looked for)'],
  ['what the theory of "graphs" is', 'what, the, of and is (too common to be looked for)'],
  [
    'the graph # network of | edges',
    'the and of (too common to be looked for); # and | (nothing follows that could be meant)',
  ],
])('why something was left out of a search is said once, of all that it is about: %s', (typed, told) => {
  expect(reading(<LeftOut notes={parseQuery(typed).ignored} />)).toBe(`Left out: ${told}. How to search`)
})
