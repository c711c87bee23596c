import { stemmer } from 'stemmer'
import type { SearchQuery, TermField } from './query/query'
import { isStopWord } from './query/stop-words'

/** Marks what was looked for in the HTML of a paper's title or abstract. */
export interface Marker {
  title: (html: string) => string
  abstract: (html: string) => string
}

/** Tags and what formulas and code hold, entities, words, and the rest. */
const PIECE =
  /<(math|code)\b[\s\S]*?<\/\1>|<[^>]*>|&(?:#\d+|\w+);|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|[^<&\p{L}\p{N}]+|[<&]/gu
const WORD = /^[\p{L}\p{N}]/u
/** Between the words of a phrase: a hyphen, a space, a comma, but no tag and no formula. */
const BETWEEN = /^[^<&\p{L}\p{N}]{1,3}$/u
const ACCENTS = /\p{M}+/gu
/** Stems begin as their words do; most words of a text need no stem to be told apart. */
const BEGINNING = 2

/**
 * What of a paper's HTML to mark for a query: its words and phrases in all forms of one stem. Only text is touched: without its `<mark>`s the HTML is what it was, formulas are whole, and a mark holds no tag.
 * @returns null where a query looks for no text
 */
export function markerOf(query: SearchQuery): Marker | null {
  const title = sequencesOf(query, ['text', 'title'])
  const abstract = sequencesOf(query, ['text', 'abstract'])
  if (title.length + abstract.length === 0) return null
  return { title: markWith(title), abstract: markWith(abstract) }
}

/** Words that stand together, as stems; a word with a hyphen is several, each marked where it stands. */
function sequencesOf({ words, all }: SearchQuery, fields: TermField[]): string[][] {
  const phrases = all.flat().filter(({ field }) => fields.includes(field))
  return [...words.flatMap(stemsOf).map((stem) => [stem]), ...phrases.map(({ text }) => stemsOf(text))].filter(
    ({ length }) => length > 0,
  )
}

const stemsOf = (text: string) =>
  (text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []).filter((word) => !isStopWord(word)).map(stemOf)

const stemOf = (word: string) => stemmer(folded(word))

const folded = (word: string) => word.normalize('NFKD').replace(ACCENTS, '').toLowerCase()

function markWith(sequences: readonly string[][]): (html: string) => string {
  if (sequences.length === 0) return (html) => html
  const beginnings = new Set(sequences.flat().map((stem) => stem.slice(0, BEGINNING)))
  return (html) => {
    const pieces = html.match(PIECE) ?? []
    const stems = pieces.map((piece) => {
      if (!WORD.test(piece)) return null
      const word = folded(piece)
      return beginnings.has(word.slice(0, BEGINNING)) ? stemmer(word) : ''
    })
    const marked = new Set<number>()
    for (const [at, stem] of stems.entries()) {
      if (!stem) continue
      for (const sequence of sequences)
        if (stem === sequence[0]) for (const one of found(pieces, stems, at, sequence)) marked.add(one)
    }
    return marked.size === 0
      ? html
      : pieces.map((piece, at) => (marked.has(at) ? `<mark>${piece}</mark>` : piece)).join('')
  }
}

/** Where the words of a sequence stand that begins here; nowhere when it breaks off. Words that every text holds may stand between. */
function found(
  pieces: readonly string[],
  stems: readonly (string | null)[],
  from: number,
  sequence: readonly string[],
): number[] {
  const places = [from]
  let at = from
  for (const stem of sequence.slice(1)) {
    do at += 1
    while (at < pieces.length && isPassed(pieces[at] ?? '', stems[at] ?? null))
    if (stems[at] !== stem) return []
    places.push(at)
  }
  return places
}

const isPassed = (piece: string, stem: string | null) => (stem === null ? BETWEEN.test(piece) : isStopWord(piece))
