import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { keptEntry } from '@/app/_lists/kept-entries'
import type { ListedPaper } from '@/components/listed-paper'
import { PaperEntry } from '@/components/PaperEntry'
import { TitleEntry } from '@/components/TitleEntry'

const text = () =>
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '"><script>', 'a\u0001title\u0001b', '&amp;', "it's"))
const id = () => fc.integer({ min: 1, max: 40 }).map((nth) => `2611.${String(nth).padStart(5, '0')}`)
const day = () => fc.date({ min: new Date('1995-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
/** Few of each, so that entries come again with other texts. */
const paper = (): fc.Arbitrary<ListedPaper> =>
  fc.record({
    id: id(),
    version: fc.constantFrom(1, 2),
    title: text(),
    titleHtml: fc.constantFrom('A <mark>title</mark>', 'x<math><mi>y</mi></math>', 'B'),
    abstract: text(),
    abstractHtml: fc.constantFrom('One.', 'Two &lt; <mark>three</mark>.'),
    authors: fc.array(text(), { maxLength: 9 }),
    categories: fc.constant(['cs.LG', 'stat.ML']),
    primaryCategory: fc.constant('cs.LG'),
    comments: fc.option(text()),
    submittedAt: fc.option(day()),
    updatedAt: fc.option(day()),
    announcedAt: fc.option(day()),
    firstSeenAt: day(),
    withdrawn: fc.boolean(),
    sample: fc.boolean(),
    votes: fc.nat(3),
    discussed: fc.nat(2),
    mergedInto: fc.option(id()),
    listedAs: fc.constantFrom('new', 'cross', 'replace'),
    noted: fc.option(text()),
    momentum: fc.array(fc.nat(5), { minLength: 14, maxLength: 14 }),
    isDiscovered: fc.boolean(),
  })

test.each([
  ['whole', PaperEntry],
  ['line', TitleEntry],
] as const)(
  'an entry that is kept (%s) is what it would be if it were rendered, whatever was kept before',
  (name, Entry) => {
    fc.assert(
      fc.property(
        paper(),
        text(),
        fc.option(text().map((view) => `new:1@${view}`)),
        fc.boolean(),
        (shown, back, news, opened) => {
          const props = { paper: shown, back, news, opened }
          expect(keptEntry({ name, Entry }, props)).toBe(renderToStaticMarkup(createElement(Entry, props)))
        },
      ),
      { numRuns: 400 },
    )
  },
)

let rendered = 0
function Counted({ paper: { votes } }: { paper: ListedPaper }) {
  rendered += 1
  return createElement('b', null, votes)
}

test('what changed of a paper is in its entry, and an entry that is kept is not rendered again', () => {
  const [one] = fc.sample(paper(), { numRuns: 1, seed: 7 })
  if (!one) throw new Error('no paper')
  const shown = { ...one, mergedInto: null, votes: 1, comments: null, authors: [], noted: null }
  const markup = (votes: number, back: string) =>
    keptEntry({ name: 'whole', Entry: Counted }, { paper: { ...shown, votes }, back, opened: false })
  expect([markup(1, '/'), markup(2, '/'), markup(2, '/papers/new'), markup(1, '/search?q=x')]).toEqual([
    '<b>1</b>',
    '<b>2</b>',
    '<b>2</b>',
    '<b>1</b>',
  ])
  expect(rendered).toBe(2)
})

test('a line is not taken for a whole entry, whatever a compiler calls the two', () => {
  const [shown] = fc.sample(paper(), { numRuns: 1, seed: 8 })
  if (!shown) throw new Error('no paper')
  const showing = (text: string) => ({ f: () => createElement('b', null, text) }).f
  const markup = (name: 'whole' | 'line', text: string) =>
    keptEntry({ name, Entry: showing(text) }, { paper: shown, back: '/' })
  expect([markup('whole', 'all of it'), markup('line', 'its title')]).toEqual(['<b>all of it</b>', '<b>its title</b>'])
})
