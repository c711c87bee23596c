import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Personal } from '@/components/Personal'
import { askedBy, choose, NOBODY, numberText, type Part } from '@/lib/http/marked-document'
import { parseMarked } from '@/lib/http/parse-marked'

const page =
  '<h1>x</h1><x-personal mark="vote:1"><x-no><b>up</b></x-no><x-yes><i>down <x-number of="votes:1">3</x-number></i></x-yes></x-personal>' +
  '<x-number of="votes:1" one="vote" many="votes">votes</x-number>.'

const marks = (held: string[], numbers: Record<string, number> = {}) => ({
  held: new Set(held),
  numbers: new Map(Object.entries(numbers)),
})

test('nobody in particular gets the page as it was made, without a trace of the spots', () => {
  expect(choose(parseMarked(page), NOBODY)).toBe('<h1>x</h1><b>up</b>votes.')
})

test('a reader gets what holds of them, and numbers as they are now, words with them', () => {
  expect(choose(parseMarked(page), marks(['vote:1'], { 'votes:1': 1 }))).toBe('<h1>x</h1><i>down 1</i>vote.')
  expect(choose(parseMarked(page), marks(['vote:2'], { 'votes:1': 12 }))).toBe('<h1>x</h1><b>up</b>votes.')
})

test('a page tells what it asks, each thing once', () => {
  expect(askedBy(parseMarked(page + page))).toEqual({ marks: ['vote:1'], numbers: ['votes:1'] })
})

test('a mark is called what its component called it, whatever of that is escaped in markup', () => {
  const mark = `new:7@/authors/O'Brien & "Sons" <x>`
  const html = renderToStaticMarkup(createElement(Personal, { mark, no: 'a', yes: 'b' }))
  expect(askedBy(parseMarked(html)).marks).toEqual([mark])
})

test.each(['<x-personal mark="a"><x-no>', '</x-yes>', '<x-number of="a">1', '</x-number>'])(
  'a page whose spots do not match is refused: %s',
  (text) => {
    expect(() => parseMarked(text)).toThrow('personal spots')
  },
)

const name = fc.stringMatching(/^[a-z]+:[\w./-]{1,12}$/)
const text = fc.string().map((some) => some.replace(/[<>"]/g, ''))
const live = fc.record({ of: name, shown: text, words: fc.option(fc.tuple(fc.constant('one'), fc.constant('many'))) })
const { parts } = fc.letrec<{ parts: Part[] }>((tie) => ({
  parts: fc.array(
    fc.oneof({ maxDepth: 3 }, text, live, fc.record({ mark: name, no: tie('parts'), yes: tie('parts') })),
  ),
}))

function written(some: readonly Part[]): string {
  return some
    .map((part) => {
      if (typeof part === 'string') return part
      if ('mark' in part)
        return `<x-personal mark="${part.mark}"><x-no>${written(part.no)}</x-no><x-yes>${written(part.yes)}</x-yes></x-personal>`
      const words = part.words ? ` one="${part.words[0]}" many="${part.words[1]}"` : ''
      return `<x-number of="${part.of}"${words}>${part.shown}</x-number>`
    })
    .join('')
}

test('whatever is written with spots is read as what was written', () => {
  fc.assert(
    fc.property(parts, fc.array(name), (some, held) => {
      const read = parseMarked(written(some))
      expect(written(read)).toBe(written(some))
      expect(choose(read, marks(held))).toBe(choose(some, marks(held)))
      expect(choose(read, NOBODY)).not.toMatch(/<\/?x-/)
    }),
  )
})

test('a number without news stays as it was shown', () => {
  expect(numberText({ of: 'votes:1', shown: '3', words: null }, NOBODY)).toBe('3')
})
