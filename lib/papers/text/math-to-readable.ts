import { readableFormula } from '@/lib/papers/text/readable-formula'
import { splitMath } from '@/lib/papers/text/split-math'

/**
 * A prepared text (`prepareText`) for where no markup is shown: mails, feeds' plain text, page titles. Formulas become Unicode
 * (`$x_i^2 \leq \alpha$` is `xᵢ² ≤ α`); what Unicode cannot say stays TeX, without the dollars. Never throws. At most twice
 * as long, and 16 characters a formula.
 */
export function mathToReadable(text: string): string {
  return splitMath(text)
    .map((piece) => (piece.kind === 'math' ? readableFormula(piece.tex) : piece.text.replaceAll('\\$', '$')))
    .join('')
}

/** Formulas of a prepared text that are not shown as they were written, each once, in TeX with its delimiters. */
export function formulasShownReadable(text: string): string[] {
  const formulas = splitMath(text).filter((piece) => piece.kind === 'math')
  return [...new Set(formulas.filter(({ tex }) => readableFormula(tex) !== tex).map(({ source }) => source))]
}
