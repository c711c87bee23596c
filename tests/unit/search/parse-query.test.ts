import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '@/lib/search/query/parse'
import { partsOf, printQuery } from '@/lib/search/query/print'
import { emptyQuery, type SearchQuery } from '@/lib/search/query/query'

const understood = ({ ignored: _, ...query }: SearchQuery) => query
const only = (parts: Partial<SearchQuery>) => understood({ ...emptyQuery(), ...parts })
const text = (...texts: string[]) => texts.map((one) => [{ field: 'text' as const, text: one }])

describe('what is typed is understood', () => {
  test.each<[string, Partial<SearchQuery>]>([
    ['sparse attention', { words: ['sparse', 'attention'] }],
    ['sparse sparse SPARSE', { words: ['sparse'] }],
    ['β-VAE, C++ (GPT-4)', { words: ['β-VAE', 'C++', 'GPT-4'] }],
    ['"long context" models', { words: ['models'], all: text('long context') }],
    ['“long context”', { all: text('long context') }],
    [
      '-survey -"position paper" NOT review',
      { none: ['survey', 'position paper', 'review'].flatMap((t) => text(t)[0] ?? []) },
    ],
    ['graphs OR networks', { all: [[...(text('graphs')[0] ?? []), ...(text('networks')[0] ?? [])]] }],
    [
      'ti:"state space" title:mamba abs:fast',
      {
        all: [
          [{ field: 'title', text: 'state space' }],
          [{ field: 'title', text: 'mamba' }],
          [{ field: 'abstract', text: 'fast' }],
        ],
      },
    ],
    [
      'au:yann_lecun au:"Y. LeCun"',
      { all: [[{ field: 'author', text: 'yann lecun' }], [{ field: 'author', text: 'Y. LeCun' }]] },
    ],
    [
      'cat:CS.lg OR cat:alg-geom OR cat:cs.*',
      {
        all: [
          [
            { field: 'category', text: 'cs.LG' },
            { field: 'category', text: 'math.AG' },
            { field: 'category', text: 'cs' },
          ],
        ],
      },
    ],
    ['-id:arXiv:2406.01234v3', { none: [{ field: 'id', text: '2406.01234' }] }],
    ['date:2025-01..2025-06', { announced: { first: '2025-01-01', end: '2025-07-01' } }],
    ['date:2025-02-28', { announced: { first: '2025-02-28', end: '2025-03-01' } }],
    ['date:2024..', { announced: { first: '2024-01-01', end: null } }],
    ['submitted:..2019', { submitted: { first: null, end: '2020-01-01' } }],
    ['votes:>10', { votes: { min: 11, max: null } }],
    ['votes:3..20', { votes: { min: 3, max: 20 } }],
    ['has:code', { hasCode: true }],
    ['-has:code', { hasCode: false }],
    ['sort:newest', { sort: 'newest' }],
    ['Date:2025 SORT:Votes', { announced: { first: '2025-01-01', end: '2026-01-01' }, sort: 'votes' }],
    ['http://example.org 2:1', { words: ['http://example.org', '2:1'] }],
    ['日本語 поиск', { words: ['日本語', 'поиск'] }],
  ])('%s', (typed, expected) => {
    const query = parseQuery(typed)
    expect(understood(query)).toEqual(only(expected))
    expect(query.ignored).toEqual([])
  })
})

describe('what is not used is said, with its reason', () => {
  test.each<[string, string, Partial<SearchQuery>]>([
    ['the graph of', 'the', { words: ['graph'] }],
    ['"unbalanced quote', '"', { words: ['unbalanced', 'quote'] }],
    ['OR graph', 'OR', { words: ['graph'] }],
    ['graph OR', 'OR', { words: ['graph'] }],
    ['graph OR sort:newest', 'OR', { words: ['graph'], sort: 'newest' }],
    ['graph AND network', 'AND', { words: ['graph', 'network'] }],
    ['graph NOT', 'NOT', { words: ['graph'] }],
    ['graph - network', '-', { words: ['graph', 'network'] }],
    ['ti: graph', 'ti:', { words: ['graph'] }],
    ['date:yesterday', 'date:yesterday', {}],
    ['date:2025-13', 'date:2025-13', {}],
    ['date:2025..2024', 'date:2025..2024', {}],
    ['votes:many', 'votes:many', {}],
    ['votes:<0', 'votes:<0', {}],
    ['cat:42', 'cat:42', {}],
    ['id:42', 'id:42', {}],
    ['has:money', 'has:money', {}],
    ['-sort:newest', '-sort:newest', {}],
    ['date:2024 date:2025', 'date:', { announced: { first: '2025-01-01', end: '2026-01-01' } }],
    ['& | ! ( )', '&', {}],
    ['""', '""', {}],
  ])('%s: %s', (typed, left, expected) => {
    const query = parseQuery(typed)
    expect(understood(query)).toEqual(only(expected))
    expect(query.ignored.map((note) => note.text)).toContain(left)
    expect(query.ignored.every(({ reason }) => reason.length > 3)).toBe(true)
  })
})

/** What people, programs and cats on keyboards type: pieces of the language in any order, and anything else. */
const PIECES = [
  '"',
  '“',
  '-',
  '--',
  'OR',
  'AND',
  'NOT',
  'ti:',
  'au:',
  'cat:',
  'cat:cs.LG',
  'id:',
  'id:2406.01234',
  'date:',
  '2025-01',
  '..',
]
const MORE = [
  '2024-02..2025',
  'votes:',
  '>3',
  '<=999999999',
  'has:code',
  'sort:votes',
  ' ',
  ' ',
  ' ',
  '(',
  ')',
  ':',
  'the',
  'graph',
  'β-VAE',
  '\u0000',
  '\ud800',
  'ﬁ',
]
const typing = fc.oneof(
  fc
    .array(fc.oneof(fc.constantFrom(...PIECES, ...MORE), fc.string({ unit: 'grapheme', maxLength: 6 })), {
      maxLength: 40,
    })
    .map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc
    .tuple(fc.constantFrom(...PIECES, ...MORE), fc.integer({ min: 1, max: 10_000 }))
    .map(([piece, times]) => piece.repeat(times).slice(0, 10_000)),
)

test('every text is understood as a bounded query, well-formed and without controls', () => {
  fc.assert(
    fc.property(typing, (typed) => {
      const query = parseQuery(typed)
      const printed = printQuery(query)
      expect(query.words.length + query.all.flat().length + query.none.length).toBeLessThanOrEqual(56)
      expect(query.ignored.length).toBeLessThanOrEqual(13)
      expect(printed.length).toBeLessThanOrEqual(2_000)
      expect(printed.isWellFormed() && !/\p{Cc}/u.test(printed)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test('a query written back is read as the same query, with nothing ignored', () => {
  fc.assert(
    fc.property(typing, (typed) => {
      const query = parseQuery(typed)
      expect(parseQuery(printQuery(query))).toEqual({ ...query, ignored: [] })
    }),
    { numRuns: 2_000 },
  )
})

test('taking a part away leaves the others as they are', () => {
  fc.assert(
    fc.property(typing, (typed) => {
      const parts = partsOf(parseQuery(typed))
      for (const { text: part, without } of parts) {
        const rest = partsOf(parseQuery(printQuery(without))).map((one) => one.text)
        expect(rest).toEqual(parts.map((one) => one.text).filter((one) => one !== part))
      }
    }),
    { numRuns: 300 },
  )
})

test('the longest text is read in a few milliseconds', () => {
  const worst = ['" '.repeat(5_000), '-('.repeat(5_000), 'ti:'.repeat(3_333), 'a OR '.repeat(2_000), '..'.repeat(5_000)]
  for (const typed of worst) parseQuery(typed)
  const start = performance.now()
  for (const typed of worst) parseQuery(typed)
  expect(performance.now() - start).toBeLessThan(250)
})
