import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldToLine, foldToParagraphs, stripCharacters } from '@/lib/papers/text/characters'
import { prepareText } from '@/lib/papers/text/prepare'
import { punctuate } from '@/lib/papers/text/punctuation'
import { withdrawalNotice } from '@/lib/papers/withdrawal'

/** Printable ASCII with the runs, quotes and signs that the long ways are for. */
const plain = fc
  .array(
    fc.oneof(fc.string(), fc.constantFrom(' ', '  ', '\n', '\n\n', '\n  ', '--', '``', "''", '`', '~', '{a}', '$x$')),
  )
  .map((pieces) => pieces.join(''))

test('a text in which nothing is to be stripped comes out as it does in a text in which something is', () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(`${stripCharacters(text)}é`).toBe(stripCharacters(`${text}é`))
    }),
  )
})

test('folding gives one line, or lines parted by one blank line, with single spaces', () => {
  fc.assert(
    fc.property(fc.oneof(plain, fc.string({ unit: 'binary' })), (text) => {
      expect(foldToLine(text)).toBe(text.replace(/\s+/g, ' ').trim())
      const wide = foldToParagraphs(`${text}\n`)
      expect(foldToParagraphs(text)).toBe(wide)
      expect(wide).not.toMatch(/[^\S\n]{2}|\n{3}/)
    }),
  )
})

test('words without TeX’s punctuation stay what they are beside words with it', () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(punctuate(`${text} a--b`)).toBe(`${punctuate(text)} a–b`)
    }),
  )
})

test('a formula that comes again looks as it did, in a line and set apart', () => {
  const once = prepareText(String.raw`of $n^2$ and \[n^2\]`).html
  expect(prepareText(String.raw`of $n^2$ and \[n^2\]`).html).toBe(once)
  expect(once.match(/<math[^>]*>/g)).toEqual([expect.not.stringContaining('block'), expect.stringContaining('block')])
})

test('a notice is found where marks of emphasis stand within its words', () => {
  expect(withdrawalNotice('This paper has been *with*drawn.')).toBe('This paper has been *with*drawn.')
})
