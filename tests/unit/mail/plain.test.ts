import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clip, plain } from '@/lib/mail/plain'

test('text becomes one line that turns nothing around', () => {
  expect(plain(' a\r\n\tb\u202Ec\u0000d\u2066e\ufeff ')).toBe('a bcde')
  expect(plain('Gödel ≤ ℵ₀ 数学 می‌خواهم')).toBe('Gödel ≤ ℵ₀ 数学 می‌خواهم')
})

test('whatever goes in, what comes out is well-formed, on one line, and stays as it is when it goes in again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const line = plain(text)
      expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u)
      expect(plain(line)).toBe(line)
    }),
  )
})

test('clipped text ends at a word, with an ellipsis, and never within a character', () => {
  expect(clip('one two three', 13)).toBe('one two three')
  expect(clip('one two three', 10)).toBe('one two…')
  expect(clip('😀'.repeat(10), 5)).toBe('😀😀😀😀…')
})
