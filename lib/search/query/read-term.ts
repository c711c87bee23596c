import { type Operator, operatorNamed } from './grammar'
import type { SearchQuery, Term } from './query'
import { isStopWord } from './stop-words'
import { type TermToken, trimmed } from './tokens'

/** Longer than any word. */
const MAX_WORD_CHARS = 64
const MAX_PHRASE_CHARS = 300

/** One term, or several of which one is enough. */
export interface Clause {
  terms: Term[]
  isNegated: boolean
  /** A word alone: ranked. */
  isWord: boolean
}

/** What a token means. */
export type Read =
  | { kind: 'clause'; clause: Clause }
  | { kind: 'filter'; sets: Partial<SearchQuery>; operator: Operator }
  | { kind: 'ignored'; reason: string }

export function readTerm({ text, value: given, isNegated, field, isQuoted }: TermToken): Read {
  const operator = field === null ? undefined : operatorNamed(field)
  if (!operator) return readText(text, isNegated, isQuoted)
  const { name, takes, reads } = operator
  const refused: Read = { kind: 'ignored', reason: `${name}: takes ${takes}` }
  if (reads.kind === 'filter') {
    // Signs belong to it (`>10`, `..2024`), but not those of a sentence.
    const sets = reads.parse(given.replace(/[),;]+$/, ''), isNegated)
    return sets ? { kind: 'filter', sets, operator } : refused
  }
  const value = text === '' || text.length > MAX_PHRASE_CHARS ? null : reads.parse(text)
  if (value === null || trimmed(value) !== value) return refused
  return { kind: 'clause', clause: { terms: [{ field: reads.field, text: value }], isNegated, isWord: false } }
}

function readText(text: string, isNegated: boolean, isQuoted: boolean): Read {
  const words = text.split(' ')
  if (text === '') return { kind: 'ignored', reason: 'without a letter or digit' }
  if (text.length > MAX_PHRASE_CHARS || words.some((word) => word.length > MAX_WORD_CHARS))
    return { kind: 'ignored', reason: 'no text holds words of that length' }
  if (words.every(isStopWord)) return { kind: 'ignored', reason: 'too common to be looked for' }
  const terms: Term[] = [{ field: 'text', text }]
  return { kind: 'clause', clause: { terms, isNegated, isWord: !isQuoted && !isNegated } }
}
