import { stripCharacters } from '@/lib/papers/text/characters'
import { cleanWords } from '@/lib/papers/text/clean-text'

/** The longest author lists of collaborations hold some 3,000 names. */
const MAX_AUTHORS = 5000
const MAX_NAME_CHARS = 200
const MAX_CREATOR_CHARS = 1_000_000

/** Letters that Unicode does not take apart into a base and an accent. */
const FOLDED = new Map(
  Object.entries({
    ø: 'o',
    ł: 'l',
    đ: 'd',
    ð: 'd',
    þ: 'th',
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ı: 'i',
    ȷ: 'j',
    ħ: 'h',
    ŧ: 't',
    ŋ: 'n',
  }),
)
const FOLDABLE = /[øłđðþßæœıȷħŧŋ]/g
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g

/**
 * The key under which an author's papers are found: lower case, without accents, punctuation as spaces. "Erdős, P." and
 * "Erdos P" share one. Empty only when the name has neither letters nor digits; the key of a key is itself.
 */
export function authorKey(name: string): string {
  // Twice: a decomposition can bring out what lower case changes, and lower case what decomposes.
  const key = wordsOf(foldLetters(foldLetters(name))).normalize('NFC')
  // Of letters that are nothing but a mark (U+037A), folding leaves nothing.
  return key === '' ? wordsOf(name.toLowerCase()) : key
}

const wordsOf = (text: string) => text.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ').trim()

/** Lower case, compatibility forms as what they stand for, without accents. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(FOLDABLE, (letter) => FOLDED.get(letter) ?? letter)

/**
 * The names in an RSS item's `dc:creator`: one string, parted by commas, semicolons or "and", with affiliations in (possibly
 * nested) parentheses, which are dropped. TeX accents become Unicode; "et al." is nobody; "Jr." stays with its name. At most
 * 5,000 names, in order; linear.
 */
export function splitAuthors(creator: string): string[] {
  const names = cleanWords(withoutAffiliations(stripCharacters(creator.slice(0, MAX_CREATOR_CHARS))))
    .split(/[,;:]/)
    .flatMap(splitPair)
    .map((name) => name.replace(ET_AL, '').trim().slice(0, MAX_NAME_CHARS))
    .filter((name) => /\p{L}/u.test(name))
  return joinSuffixes(names).slice(0, MAX_AUTHORS)
}

const ET_AL = /(?:^| )et\.? al\b\.?$/i
const SUFFIX = /^(?:Jr|Sr)\.?$|^(?:II|III|IV)$/

/** "A and B" are two; "the ATLAS and CMS Collaborations" are one. */
const splitPair = (names: string) =>
  /\b(?:collaborations?|consortium|group|team)\b/i.test(names) ? [names] : names.split(/(?:^| )and(?= |$)/)

function joinSuffixes(names: string[]): string[] {
  const joined: string[] = []
  for (const name of names) {
    const last = joined.at(-1)
    if (last !== undefined && SUFFIX.test(name)) joined[joined.length - 1] = `${last} ${name}`
    else joined.push(name)
  }
  return joined
}

/** Drops every closed parenthesis with what it holds; one that never closes hides nobody. */
function withoutAffiliations(text: string): string {
  const kept: string[] = []
  const open: number[] = []
  for (const character of text) {
    if (character === '(') open.push(kept.length)
    const from = character === ')' ? open.pop() : undefined
    if (from !== undefined) kept.length = from
    else if (character !== ')') kept.push(character)
  }
  return kept.join('').replaceAll('(', ' ')
}
