import { foldLetters } from '../../papers/author-key'
import { mathToReadable } from '../../papers/text/math-to-readable'
import { SYMBOL_OF } from '../../papers/text/readable-commands'

const GREEK = new Map(
  pairs(`
    α alpha β beta γ gamma δ delta ε epsilon ζ zeta η eta θ theta ι iota κ kappa λ lambda μ mu ν nu ξ xi ο omicron π pi ρ rho
    σ sigma ς sigma τ tau υ upsilon φ phi χ chi ψ psi ω omega
  `),
)
/** One or two letters are a symbol; more are a word of a language. */
const GREEK_SYMBOL = /(?<!\p{Script=Greek})\p{Script=Greek}{1,2}(?!\p{Script=Greek})/gu
const SIGNS: Record<string, string> = { '∞': ' infinity ', '∇': ' nabla ', '∂': ' partial ' }

/**
 * A text as it is looked for: lower case, accents folded, formulas read out, of TeX commands only what they mean, Greek letters and some
 * signs by their names (`$\beta$-VAE`, `β-VAE` and `beta-VAE` are one), `H_2O` and `H₂O` as `h2o`. For a query as for a paper. Linear;
 * never throws.
 */
export function plainWords(text: string): string {
  const readable = mathToReadable(text).replace(/\\([A-Za-z]+)/g, (_, name: string) => SYMBOL_OF.get(name) ?? ' ')
  return foldLetters(readable.replace(/[∞∇∂]/g, (sign) => SIGNS[sign] as string))
    .replace(GREEK_SYMBOL, (letters) =>
      Array.from(letters)
        .map((letter) => ` ${GREEK.get(letter) ?? letter} `)
        .join(''),
    )
    .replace(/(?<![\p{L}\p{N}])c\+\+/gu, ' cplusplus ')
    .replace(/(?<![\p{L}\p{N}])([cf])#/gu, ' $1sharp ')
    .replace(/[_^](?=\d)/g, '')
}

function pairs(list: string): [string, string][] {
  const words = list.trim().split(/\s+/)
  return words.flatMap((word, at): [string, string][] => (at % 2 === 0 ? [[word, words[at + 1] ?? '']] : []))
}
