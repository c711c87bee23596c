import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shorten } from '@/lib/mail/shorten'

test('a text that fits stays as it is', () => {
  expect(shorten('Short enough.', 13)).toBe('Short enough.')
})

test('it ends with a sentence where one ends late enough', () => {
  expect(shorten('We prove a bound. It is tight for all of them.', 25)).toBe('We prove a bound.')
})

test('else between words, with an ellipsis', () => {
  expect(shorten('One. Then a long sentence follows that does not end', 40)).toBe(
    'One. Then a long sentence follows that…',
  )
})

test('never inside a formula, nor right behind its sign', () => {
  expect(shorten('Let $x + y + z$ be given here', 12)).toBe('Let…')
  expect(shorten('We have alpha ≤ beta for all', 16)).toBe('We have alpha…')
})

test('whatever the text, it is at most as long as asked, and a beginning of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 0, max: 300 }), (text, limit) => {
      const short = shorten(text, limit)
      expect(short.length).toBeLessThanOrEqual(Math.max(limit, 0))
      expect(text.startsWith(short.replace(/…$/, '')) || text.startsWith(short)).toBe(true)
    }),
  )
})
