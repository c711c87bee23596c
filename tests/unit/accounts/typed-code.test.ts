import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newTypedCode, readTypedCode, SIGN_IN_CODE_LENGTH, showTypedCode } from '@/lib/accounts/typed-code'

const LENGTH = SIGN_IN_CODE_LENGTH
const aCode = fc.constantFrom(8, 10).map((length) => newTypedCode(length))

test('a code is shown as two groups of four, without letters that look like digits', () => {
  for (let i = 0; i < 500; i++)
    expect(showTypedCode(newTypedCode(LENGTH))).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
})

test('a code as shown is read as the same code', () => {
  fc.assert(
    fc.property(aCode, (code) => {
      expect(readTypedCode(showTypedCode(code), code.length)).toBe(code)
    }),
  )
})

test('case, spaces, dashes of every kind and look-alikes are forgiven', () => {
  const between = fc.constantFrom('', ' ', '-', '–', '—', '\u00a0', '\u200b', '\t', ' - ')
  fc.assert(
    fc.property(aCode, fc.array(fc.tuple(fc.boolean(), between), { minLength: 10, maxLength: 10 }), (code, noise) => {
      const lookAlike: Record<string, string> = { 0: 'O', 1: 'l' }
      const typed = code.split('').map((character, at) => {
        const [changed = false, gap = ''] = noise[at] ?? []
        return (changed ? (lookAlike[character] ?? character.toLowerCase()) : character) + gap
      })
      expect(readTypedCode(typed.join(''), code.length)).toBe(code)
    }),
  )
})

test.each([
  '',
  'ABCD',
  '4K7M-Q2X',
  '4K7M-Q2XZZ',
  '4K7M-Q2X!',
  '4K7M_Q2XZ',
  'ＡＢＣＤ-ＥＦＧ',
  '4K7MQ2XU',
  `4K7M${' '.repeat(100)}Q2XZ`,
])('%j is no code', (typed) => {
  expect(readTypedCode(typed, LENGTH)).toBeNull()
})

test('whatever is typed gives a plain code or none, and at once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (typed) => {
      const code = readTypedCode(typed, LENGTH)
      if (code !== null) expect(readTypedCode(code, LENGTH)).toBe(code)
    }),
  )
  const started = performance.now()
  expect(readTypedCode('A'.repeat(1_000_000), LENGTH)).toBeNull()
  expect(performance.now() - started).toBeLessThan(50)
})
