import { foldToLine, foldToParagraphs } from '@/lib/papers/text/characters'
import { cleanText } from '@/lib/papers/text/clean-text'
import { escapeContent } from '@/lib/papers/text/escape-html'
import { mathRenderer } from '@/lib/papers/text/render-math'
import { type Piece, splitMath } from '@/lib/papers/text/split-math'

export interface PreparedText {
  /** Clean Unicode text; formulas are TeX in their delimiters, paragraphs are parted by one blank line. */
  text: string
  /** The same as trusted HTML: escaped words, formulas as MathML or, where that fails, as source in `<code class="tex">`. */
  html: string
}

const MAX_TITLE_CHARS = 500
const MAX_ABSTRACT_CHARS = 10_000

/**
 * An abstract (or a comment) as arXiv's sources give it, made fit to show. Never throws; takes anything. At most 10,000
 * characters of text are kept. Preparing `text` again gives the same text. Why MathML: docs/decisions/0007-math-as-mathml.md.
 */
export function prepareText(source: string): PreparedText {
  const text = cleanText(source, foldToParagraphs, MAX_ABSTRACT_CHARS)
  return { text, html: renderText(text) }
}

/** The same for a title: one line, at most 500 characters. */
export function prepareTitle(source: string): PreparedText {
  const text = cleanText(source, foldToLine, MAX_TITLE_CHARS)
  return { text, html: renderText(text) }
}

/** Words and formulas of a prepared text as trusted HTML. */
export function renderPieces(pieces: readonly Piece[]): string {
  const renderMath = mathRenderer()
  return pieces.map((piece) => (piece.kind === 'math' ? renderMath(piece) : renderWords(piece.text))).join('')
}

const renderText = (text: string) => renderPieces(splitMath(text))

const renderWords = (words: string) => escapeContent(words.replaceAll('\\$', '$')).replaceAll('\n\n', '<br><br>')
