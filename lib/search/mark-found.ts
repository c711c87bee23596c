import { stemmer } from 'stemmer'
import type { SearchQuery, TermField } from './query/query'
import { isStopWord } from './query/stop-words'

/** Marks what was looked for in the HTML of a paper's title or abstract. */
export interface Marker {
  title: (html: string) => string
  abstract: (html: string) => string
}

/** Tags, what formulas and code hold, and entities: in these nothing is looked for. */
const NO_TEXT = /<(?:(math|code)\b[\s\S]*?<\/\1>|[^>]*>)|&(?:#\d+|\w+);/g
const IN_WORD = String.raw`[\p{L}\p{N}]`
const NOT_BEFORE = String.raw`[\p{L}\p{N}\p{M}]`
const REST_OF_WORD = `${NOT_BEFORE}*`
/** Behind the first letters: that nothing of a word stands before them. */
const beginsWord = (letters: number, ofWord: string) => `(?<!${ofWord}[^]{${letters}})`
/** The next word of a phrase; between them a hyphen, a space, a comma, but no tag and no formula. */
const NEXT_WORD = new RegExp(String.raw`[^<&\p{L}\p{N}]{1,3}(${IN_WORD}${REST_OF_WORD})`, 'uy')
const NO_ASCII = String.raw`[^\0-\x7f]`
const IS_ASCII = /^[\0-\x7f]*$/
const IS_PLAIN = /^[a-z0-9]$/
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
  const { plain, any } = beginningLike([...byFirst.keys()])
  const stem = remembered(stemOf)
  const noteFrom = (words: Map<number, string>, html: string, at: number, word: string) => {
    for (const rest of byFirst.get(stem(word)) ?? []) {
      const others = wordsFrom(html, at + word.length, rest, stem)
      if (!others) continue
      words.set(at, word)
      for (const [place, other] of others) words.set(place, other)
    }
  }
  return (html) => {
    const words = new Map<number, string>()
    for (const [from, text] of textsOf(html)) {
      const candidates = text.matchAll(IS_ASCII.test(text) ? plain : any)
      for (const { 0: word, index } of candidates) noteFrom(words, html, from + index, word)
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

/** What is text of some HTML, and where it begins. */
function textsOf(html: string): [from: number, text: string][] {
  const texts: [number, string][] = []
  let at = 0
  for (const { 0: other, index } of html.matchAll(NO_TEXT)) {
    if (index > at) texts.push([at, html.slice(at, index)])
    at = index + other.length
  }
  if (at < html.length) texts.push([at, html.slice(at)])
  return texts
}

/**
 * The words that may have one of these stems: stems begin as their words do, and most words of a text are told apart by their first two
 * letters, looked at before anything else. In a text of any letters what is not ASCII may become anything once it is folded; nearly all texts are
 * plain, and searched in a fifth of the time.
 */
function beginningLike(stems: readonly string[]): { plain: RegExp; any: RegExp } {
  const inAscii = '[a-z0-9]'
  const plain = new Set<string>()
  const any = new Set([`(?=${IN_WORD})${NO_ASCII}${beginsWord(1, NOT_BEFORE)}`])
  for (const [first = '', second] of stems) {
    // Only what is not ASCII becomes a sign, or nothing, once it is folded: ⑴ is (1).
    if (!IS_PLAIN.test(first)) continue
    const isPlain = second === undefined || IS_PLAIN.test(second)
    const begins = (next: string, ofWord: string) => first + next + beginsWord(next === '' ? 1 : 2, ofWord)
    if (isPlain) plain.add(begins(second ?? '', inAscii))
    const others = second === undefined ? '' : isPlain ? `(?:${second}|${NO_ASCII})` : NO_ASCII
    any.add(begins(others, NOT_BEFORE))
  }
  return {
    plain: new RegExp(`(?:${[...plain].join('|') || '(?!)'})${inAscii}*`, 'gi'),
    any: new RegExp(`(?:${[...any].join('|')})${REST_OF_WORD}`, 'giu'),
  }
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
