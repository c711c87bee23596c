import { readSamplePapers } from '@/lib/ingest/sample'
import { splitMath } from '@/lib/papers/text/split-math'
import type { PaperDraft } from '@/lib/papers/types'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/**
 * So many papers with whole abstracts of real length, formulas and bylines: the bundled ones first, then others with the letters of
 * their words exchanged, so that nothing is said twice. What no compressor's dictionary knows is heavier than English, never lighter.
 */
export function fullPapers(count: number): PaperDraft[] {
  const real = readSamplePapers()
  return Array.from({ length: count }, (_, place) => {
    const paper = real[place % real.length] as PaperDraft
    const round = Math.floor(place / real.length)
    return round === 0 ? paper : inOtherWords(paper, place)
  })
}

function inOtherWords(paper: PaperDraft, place: number): PaperDraft {
  // Odd steps through 26 letters, another for each paper: a permutation.
  const step = [3, 5, 7, 9, 11, 15, 17, 19, 21, 23, 25][place % 11] ?? 3
  const exchange = (text: string) => text.replace(/[a-z]/g, (letter) => exchanged(letter, step, place))
  const words = (text: string) =>
    splitMath(text)
      .map((piece) => (piece.kind === 'math' ? piece.source : exchange(piece.text)))
      .join('')
  return {
    ...paper,
    id: `2611.${String(90_000 + place)}`,
    titleSource: words(paper.titleSource),
    abstractSource: words(paper.abstractSource),
    authors: paper.authors.map(exchange),
  }
}

const exchanged = (letter: string, step: number, shift: number) =>
  LETTERS[(LETTERS.indexOf(letter) * step + shift) % LETTERS.length] ?? letter
