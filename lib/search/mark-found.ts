import { stemmer } from 'stemmer'
import type { SearchQuery, TermField } from './query/query'
import { isStopWord } from './query/stop-words'

/** Marks what was looked for in the HTML of a paper's title or abstract. */
export interface Marker {
  title: (html: string) => string
  abstract: (html: string) => string
}

/** Tags, what formulas and code hold, and entities: in these nothing is looked for. */
const NO_TEXT = String.raw`<(?:(math|code)\b[\s\S]*?<\/\1>|[^>]*>)|&(?:#\d+|\w+);`
const IN_WORD = String.raw`[\p{L}\p{N}]`
const REST_OF_WORD = String.raw`[\p{L}\p{N}\p{M}]*`
/** Behind the first one or two letters: that nothing of a word stands before them. */
const BEGINS_WORD = { 1: String.raw`(?<![\p{L}\p{N}\p{M}][^])`, 2: String.raw`(?<![\p{L}\p{N}\p{M}][^]{2})` }
/** The next word of a phrase; between them a hyphen, a space, a comma, but no tag and no formula. */
const NEXT_WORD = new RegExp(String.raw`[^<&\p{L}\p{N}]{1,3}(${IN_WORD}${REST_OF_WORD})`, 'uy')
const NO_ASCII = String.raw`[^\0-\x7f]`
const IS_ASCII = /^[\0-\x7f]*$/
const ACCENTS = /\p{M}+/gu

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

const folded = (word: string) =>
  (IS_ASCII.test(word) ? word : word.normalize('NFKD').replace(ACCENTS, '')).toLowerCase()

function markWith(sequences: readonly string[][]): (html: string) => string {
  if (sequences.length === 0) return (html) => html
  const byFirst = restsByFirst(sequences)
  const candidates = beginningLike([...byFirst.keys()])
  const stem = remembered(stemOf)
  return (html) => {
    const words = new Map<number, string>()
    for (const { 0: word, index } of html.matchAll(candidates)) {
      if (word.startsWith('<') || word.startsWith('&')) continue
      for (const rest of byFirst.get(stem(word)) ?? []) {
        const others = wordsFrom(html, index + word.length, rest, stem)
        if (!others) continue
        words.set(index, word)
        for (const [at, other] of others) words.set(at, other)
      }
    }
    return words.size > 0 ? marked(html, words) : html
  }
}

/** What follows in sequences that begin alike. */
function restsByFirst(sequences: readonly string[][]): Map<string, string[][]> {
  const rests = new Map<string, string[][]>()
  for (const [first = '', ...rest] of sequences) rests.set(first, [...(rests.get(first) ?? []), rest])
  return rests
}

type PlacedWord = [at: number, word: string]

/**
 * What holds no text, and the words that may have one of these stems: stems begin as their words do, and most words of a text are told apart by
 * their first two letters, looked at before anything else. What is not ASCII may become anything once it is folded.
 */
function beginningLike(stems: readonly string[]): RegExp {
  const beginnings = new Set([`(?=${IN_WORD})${NO_ASCII}${BEGINS_WORD[1]}`])
  for (const [first = '', second] of stems) {
    if (!IS_ASCII.test(first)) continue
    const next = second !== undefined && IS_ASCII.test(second) ? `(?:${second}|${NO_ASCII})` : NO_ASCII
    beginnings.add(second === undefined ? first + BEGINS_WORD[1] : first + next + BEGINS_WORD[2])
  }
  return new RegExp(`${NO_TEXT}|(?:${[...beginnings].join('|')})${REST_OF_WORD}`, 'giu')
}

/** The words of the rest of a sequence; null when it breaks off. Words that every text holds may stand between. */
function wordsFrom(
  html: string,
  at: number,
  rest: readonly string[],
  stem: (word: string) => string,
): PlacedWord[] | null {
  const words: PlacedWord[] = []
  NEXT_WORD.lastIndex = at
  while (words.length < rest.length) {
    const [, next] = NEXT_WORD.exec(html) ?? []
    if (next === undefined) return null
    if (stem(next) === rest[words.length]) words.push([NEXT_WORD.lastIndex - next.length, next])
    else if (!isStopWord(next)) return null
  }
  return words
}

function marked(html: string, words: ReadonlyMap<number, string>): string {
  let [text, at] = ['', 0]
  for (const [from, word] of [...words].toSorted(([one], [other]) => one - other)) {
    text += `${html.slice(at, from)}<mark>${word}</mark>`
    at = from + word.length
  }
  return text + html.slice(at)
}

/** Texts repeat their words. */
function remembered(stemOf: (word: string) => string): (word: string) => string {
  const stems = new Map<string, string>()
  return (word) => {
    let stem = stems.get(word)
    if (stem === undefined) {
      stem = stemOf(word)
      stems.set(word, stem)
    }
    return stem
  }
}
