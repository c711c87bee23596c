import { foldToLine, type foldToParagraphs, stripCharacters } from '@/lib/papers/text/characters'
import { plainTex } from '@/lib/papers/text/plain-tex'
import { punctuate } from '@/lib/papers/text/punctuation'
import { type Formula, splitMath } from '@/lib/papers/text/split-math'

type Fold = typeof foldToLine | typeof foldToParagraphs

/** Source longer than this many times the cap is cut before anything looks at it. */
const SOURCE_FACTOR = 4
/** One macro can uncover another; texts that go on changing after this are meant to. */
const MAX_ROUNDS = 6
/** Where formulas stand in while the words around them are cleaned: characters that the source cannot hold. */
const STAND_IN = 0xf0000

/**
 * Clean text of a TeX source: Unicode words in NFC, formulas as TeX with their delimiters, at most `maxChars` long. Cleaning it
 * again changes nothing. A dollar that is not a formula's is bare, or `\$` where a bare one would make a formula.
 */
export function cleanText(source: string, fold: Fold, maxChars: number): string {
  const clean = settle(stripCharacters(source.slice(0, maxChars * SOURCE_FACTOR)), fold)
  return clean.length > maxChars ? settle(cut(clean, maxChars), fold) : clean
}

/** Text without formulas, cleaned the same way: names. */
export const cleanWords = (source: string) => foldToLine(punctuate(plainTex(stripCharacters(source))))

function settle(source: string, fold: Fold): string {
  // So that a text with nothing to clean is known after one round.
  let text = fold(source)
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const again = cleanOnce(text, fold)
    if (again === text) return text
    text = again
  }
  return text
}

function cleanOnce(source: string, fold: Fold): string {
  const formulas: Formula[] = []
  const words = splitMath(fold(source)).map((piece) => {
    if (piece.kind === 'text') return piece.text
    formulas.push(piece)
    return String.fromCodePoint(STAND_IN + formulas.length - 1)
  })
  const kept: Formula[] = []
  const cleaned = fold(punctuate(plainTex(words.join(''))))
  if (formulas.length === 0) return unescapeDollars(cleaned, kept).normalize('NFC')
  const text = cleaned.replace(/[\u{f0000}-\u{ffffd}]/gu, (standIn) => {
    const formula = formulas[(standIn.codePointAt(0) ?? STAND_IN) - STAND_IN]
    if (formula) kept.push(formula)
    return formula ? foldToLine(formula.source) : ''
  })
  return unescapeDollars(text, kept).normalize('NFC')
}

/** `\$` as `$`, unless the text would then be read as having other formulas. */
function unescapeDollars(text: string, formulas: Formula[]): string {
  if (!text.includes('\\$')) return text
  const bare = splitMath(text)
    .map((piece) => (piece.kind === 'text' ? piece.text.replaceAll('\\$', '$') : piece.source))
    .join('')
  const read = splitMath(bare).filter((piece) => piece.kind === 'math')
  return read.length === formulas.length &&
    read.every((piece, at) => piece.source === foldToLine(formulas[at]?.source ?? ''))
    ? bare
    : text
}

/** The beginning, with an ellipsis, cut between words and never within a formula. */
function cut(text: string, maxChars: number): string {
  let kept = ''
  for (const piece of splitMath(text)) {
    const next = piece.kind === 'text' ? piece.text : piece.source
    const room = maxChars - 1 - kept.length
    if (next.length <= room) kept += next
    else return `${(piece.kind === 'text' ? kept + beginning(next, room) : kept).trimEnd()}…`
  }
  return kept
}

function beginning(text: string, maxChars: number): string {
  // A high surrogate at the end would stand alone.
  const head = text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '')
  const lastSpace = head.lastIndexOf(' ')
  return lastSpace > head.length - 40 ? head.slice(0, lastSpace) : head
}
