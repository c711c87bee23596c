import { STOP_WORDS } from './stop-words'

/** Words of one paper that are looked at; an abstract of arXiv has some 150 different ones, and as many pairs. */
const MOST_WORDS = 600
const WORD = /\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*/gu

/**
 * The different words of a paper, and its pairs of neighbouring words, that can tell what it is about: lower case, without accents, formulas
 * and words that every text has; a plural is its singular. As people read them, since a reader is shown what was learned.
 * @returns none twice, at most 600
 */
export function wordsOf({ title, abstract }: { title: string; abstract: string }): string[] {
  const words = new Set<string>()
  for (const text of [title, abstract]) {
    let before: string | null = null
    for (const [typed] of plain(text).matchAll(WORD)) {
      const word = isTelling(typed) ? singular(typed) : null
      if (word) words.add(word)
      if (word && before) words.add(`${before} ${word}`)
      before = word
    }
  }
  return [...words].slice(0, MOST_WORDS)
}

const plain = (text: string) =>
  text
    .replace(/\$[^$]*\$|\\[a-zA-Z]+/g, ' . ')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()

const isTelling = (word: string) => word.length >= 3 && word.length <= 40 && !STOP_WORDS.has(word)

function singular(word: string): string {
  if (/(ss|us|is|[^aeiou]ics)$/.test(word) || !word.endsWith('s') || word.length < 5) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}
