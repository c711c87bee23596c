import { splitMath } from '../../papers/text/split-math'

const MIN_CHARS = 3
const MAX_CHARS = 30
const WORD = /\p{L}+/gu
const ACCENTS = /\p{M}+/gu

/** The words of a prepared text, each once: lower case, without accents, of letters alone; what formulas hold is none. */
export function wordsOf(text: string): string[] {
  const words = splitMath(text).flatMap((piece) =>
    piece.kind === 'text' ? (foldedWord(piece.text).match(WORD) ?? []) : [],
  )
  return [...new Set(words.filter(({ length }) => length >= MIN_CHARS && length <= MAX_CHARS))]
}

/** As words are kept. */
export const foldedWord = (text: string): string => text.normalize('NFKD').replace(ACCENTS, '').toLowerCase()
