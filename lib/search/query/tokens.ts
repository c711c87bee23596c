import { stripCharacters } from '../../papers/text/characters'

/** A piece of what was typed. */
export type Token =
  | { kind: 'or' | 'and'; text: string }
  /** Signs with nothing behind them that they could be about, and a quotation mark without its pair. */
  | { kind: 'stray' | 'unpaired'; text: string }
  | TermToken

export interface TermToken {
  kind: 'term'
  /** Without the signs around it. */
  text: string
  /** With them. */
  value: string
  isNegated: boolean
  field: string | null
  isQuoted: boolean
  /** As it was typed. */
  source: string
}

/** Long enough for every sentence; the rest of a longer text is not read. */
export const MAX_CHARS = 2_000

const QUOTES = '"“”„‟«»'
const SPACE = /\s+/y
const BEFORE_SPACE = /(?=\s)/y
const QUOTE = new RegExp(`[${QUOTES}]`, 'uy')
/** Whatever a word, a name of a field or a quoted text cannot begin with. */
const SIGNS = new RegExp(`[^\\s\\p{L}\\p{N}${QUOTES}]+`, 'uy')
const FIELD = /([A-Za-z]{2,10}):/y
const BARE = new RegExp(`[^\\s${QUOTES}]+`, 'uy')
const QUOTED = new RegExp(`[${QUOTES}]([^${QUOTES}]*)[${QUOTES}]`, 'uy')

/**
 * What was typed, in pieces; linear. Text that no source could hold (controls, lone surrogates, invisible characters) parts words or is
 * gone. Signs around words are dropped; `-` before a word, a phrase or a field turns it round, and so does `NOT`.
 * @param isField whether a name before a colon is one of the grammar's; others are part of a word, as in `http://`
 */
export function tokensOf(typed: string, isField: (name: string) => boolean): Token[] {
  const text = new Scanner(cleaned(typed))
  const tokens: Token[] = []
  let isNot = false
  while (!text.isAtEnd()) {
    if (text.take(SPACE)) continue
    const token = tokenAt(text, isField)
    const isNegation = token.kind === 'not'
    if (isNot && (isNegation || token.kind === 'or' || token.kind === 'and'))
      tokens.push({ kind: 'stray', text: 'NOT' })
    if (token.kind === 'term') tokens.push({ ...token, isNegated: isNot || token.isNegated })
    else if (token.kind !== 'not') tokens.push(token)
    isNot = isNegation || (isNot && (token.kind === 'stray' || token.kind === 'unpaired'))
  }
  return isNot ? [...tokens, { kind: 'stray', text: 'NOT' }] : tokens
}

/** What begins here, which is no space. */
function tokenAt(text: Scanner, isField: (name: string) => boolean): Token | { kind: 'not' } {
  const start = text.at
  const signs = text.take(SIGNS)?.[0] ?? ''
  if (text.isAtEnd() || text.take(BEFORE_SPACE)) return { kind: 'stray', text: signs }
  const field = fieldAt(text, isField)
  const quoted = text.take(QUOTED)
  const value = quoted?.[1] ?? text.take(BARE)?.[0] ?? ''
  const word = trimmed(value)
  if (field === null && !quoted) {
    if (value === '') return { kind: 'unpaired', text: text.take(QUOTE)?.[0] ?? '' }
    if (word === 'OR' || word === 'AND') return { kind: word === 'OR' ? 'or' : 'and', text: word }
    if (word === 'NOT') return { kind: 'not' }
  }
  const source = text.since(start)
  return { kind: 'term', text: word, value, isNegated: signs.includes('-'), field, isQuoted: quoted !== null, source }
}

/** A text and how far it is read. */
class Scanner {
  at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  isAtEnd = () => this.at >= this.#text.length

  since = (start: number) => this.#text.slice(start, this.at)

  /** What stands here in the form of a sticky pattern, read; null: something else does. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const match = pattern.exec(this.#text)
    if (match) this.at += match[0].length
    return match
  }

  back(chars: number) {
    this.at -= chars
  }
}

function fieldAt(text: Scanner, isField: (name: string) => boolean): string | null {
  const match = text.take(FIELD)
  const name = match?.[1] ?? null
  if (match && name !== null && !isField(name)) text.back(match[0].length)
  return name !== null && isField(name) ? name : null
}

/** Well-formed, in one form, on one line, without what cannot be seen. */
const cleaned = (typed: string) =>
  stripCharacters(
    typed
      .slice(0, MAX_CHARS)
      .toWellFormed()
      .replace(/\p{Cc}|\uFFFD/gu, ' '),
  )
    .slice(0, MAX_CHARS)
    .trim()

/** Without the signs around it, but for those that end a name: C++, C#. Single spaces within. */
export const trimmed = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/[^\p{L}\p{N}\p{M}+#]+$/u, '')
