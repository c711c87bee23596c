import { randomInt } from 'node:crypto'

/**
 * Crockford's base 32: no letter that can be taken for a digit, and no U, so that no rude word comes out. Eight characters hold 40 bits.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const IN_ALPHABET = /^[0-9A-HJKMNP-TV-Z]+$/
const LOOKS_LIKE: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }

/** Longer input than this holds no code, however it is spaced. */
const MAX_TYPED_LENGTH = 64

/** Characters of a code that signs in. */
export const SIGN_IN_CODE_LENGTH = 8

/** A new code to be typed, in its plain form: capital letters and digits, each of 32 equally likely. */
export function newTypedCode(length: number): string {
  return Array.from({ length }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}

/** As people read it: two groups with a dash, `4K7M-Q2XZ`. */
export function showTypedCode(code: string): string {
  const half = Math.ceil(code.length / 2)
  return `${code.slice(0, half)}-${code.slice(half)}`
}

/**
 * What was typed → the plain form, or null when it cannot be a code of this length. Forgives case, spaces, dashes of every
 * kind, full-width characters, and O, I or L for 0 and 1.
 */
export function readTypedCode(typed: string, length: number): string | null {
  if (typed.length > MAX_TYPED_LENGTH) return null
  const code = typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}]/gu, '')
    .toUpperCase()
    .replace(/[OIL]/g, (letter) => LOOKS_LIKE[letter] ?? letter)
  return code.length === length && IN_ALPHABET.test(code) ? code : null
}
