import { inAlphabet } from '@/lib/papers/text/unicode-alphabets'

const STYLED = /<(mi|mn|mo|mtext) mathvariant="([a-z-]+)"([^<>]*)>([^<&]*)<\//g

/** A function's name and the invisible operator that applies it; with what stands before, and whether a bracket follows. */
const APPLIED = /(<\/(?:mi|mn|msup|msub|msubsup|mfrac|msqrt)>)?<mi>([^<]{2,})<\/mi><mo>\u2061<\/mo>(?=(<mo)?)/g

/**
 * KaTeX's MathML in terms of MathML Core, which is what browsers draw. Core knows no `mathvariant` but `normal`: letters
 * become those of Unicode's alphabets (ℝ, 𝒪, 𝐱), or they would all be italic. And it sets function names without space,
 * so that `n \log n` would be "nlogn".
 */
export function toMathmlCore(markup: string): string {
  return markup
    .replace(STYLED, (whole, element: string, variant: string, others: string, content: string) => {
      if (variant === 'normal') return whole
      // Words in a formula stay words, for search and for screen readers.
      return `<${element}${others}>${element === 'mtext' ? content : inAlphabet(variant, content)}</`
    })
    .replace(APPLIED, (_whole, before: string | undefined, name: string, bracket: string | undefined) => {
      const rspace = bracket === undefined ? '0.1667em' : '0em'
      return `${before ?? ''}<mi>${before === undefined ? '' : '\u2009'}${name}</mi><mo lspace="0em" rspace="${rspace}">\u2061</mo>`
    })
}
