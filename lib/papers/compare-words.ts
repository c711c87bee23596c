import { diffArrays } from 'diff'
import { type Piece, splitMath } from './text/split-math'

/** A stretch that stayed, went or came. The pieces of all that stayed or came, joined, are the newer text. */
export interface Stretch {
  change: 'kept' | 'removed' | 'added'
  pieces: Piece[]
}

/** Words, signs and formulas that may differ; beyond them everything counts as new, which it is to a reader too. */
const MAX_DIFFERENCES = 1_500

/** A word with its inner apostrophes and hyphens, or one sign; in each case with the white space behind it. */
const WORD = /\s+|[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}\p{N}]+)*\s*|[^\s\p{L}\p{M}\p{N}]\s*/gu

/**
 * What changed between two prepared texts, word by word; a formula is one word, so that none is ever cut. White space alone is no
 * change. Pure, and bounded whatever the texts hold.
 */
export function compareWords(older: string, newer: string): Stretch[] {
  const [from, to] = [wordsOf(older), wordsOf(newer)]
  const changes = diffArrays(from, to, { comparator: isSame, maxEditLength: MAX_DIFFERENCES })
  if (!changes) return [stretch('removed', from), stretch('added', to)].filter(({ pieces }) => pieces.length > 0)
  return changes.map(({ added, removed, value }) => stretch(added ? 'added' : removed ? 'removed' : 'kept', value))
}

const stretch = (change: Stretch['change'], pieces: Piece[]): Stretch => ({ change, pieces })

const wordsOf = (text: string): Piece[] =>
  splitMath(text).flatMap((piece) =>
    piece.kind === 'math' ? piece : (piece.text.match(WORD) ?? []).map((word): Piece => ({ kind: 'text', text: word })),
  )

const isSame = (a: Piece, b: Piece) => signature(a) === signature(b)

const signature = (piece: Piece) =>
  piece.kind === 'math'
    ? `${piece.display ? 'displayed' : 'inline'} ${piece.tex.replace(/\s+/g, ' ')}`
    : `text ${piece.text.trim()}`
