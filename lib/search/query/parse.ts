import { type Operator, operatorNamed } from './grammar'
import { placeClauses } from './place-clauses'
import { emptyQuery, type Ignored, type SearchQuery } from './query'
import { type Clause, readTerm } from './read-term'
import { MAX_CHARS, type Token, tokensOf } from './tokens'

const MAX_IGNORED = 12
const MAX_IGNORED_CHARS = 40

/**
 * What a person asks for. Never an error: whatever cannot be used is left out, and `ignored` says why. Linear and bounded, whatever was
 * typed. Parsing what `printQuery` prints gives the same query, with nothing ignored.
 */
export function parseQuery(typed: string): SearchQuery {
  const query = emptyQuery()
  const ignore: Ignore = (text, reason) => query.ignored.push({ text, reason })
  const tokens = tokensOf(typed, (name) => operatorNamed(name) !== undefined)
  placeClauses(clausesOf(tokens, query, ignore), query, ignore)
  if (typed.length > MAX_CHARS) ignore('…', `only the first ${MAX_CHARS} characters are read`)
  return { ...query, ignored: shortened(query.ignored) }
}

type Ignore = (text: string, reason: string) => void

/** Of one thing or several: where more is left out for one reason, that is said once. */
const REASONS = {
  or: 'OR stands between two words or terms',
  and: 'words are looked for together anyway; one in quotation marks has to be there',
  stray: 'nothing follows that could be meant',
  unpaired: 'quotation marks come in pairs',
} as const

/** The clauses in their order; filters go straight to the query. */
function clausesOf(tokens: readonly Token[], query: SearchQuery, ignore: Ignore): Clause[] {
  const clauses = new Clauses(ignore)
  for (const token of tokens) {
    if (token.kind === 'or') clauses.or()
    else if (token.kind !== 'term') ignore(token.text, REASONS[token.kind])
    else {
      const read = readTerm(token)
      if (read.kind === 'ignored') ignore(token.source, read.reason)
      if (read.kind === 'filter') setFilter(query, read.sets, read.operator, ignore)
      clauses.add(read.kind === 'clause' ? read.clause : null)
    }
  }
  return clauses.all()
}

/** Clauses, and the ORs between them. */
class Clauses {
  readonly #clauses: Clause[] = []
  readonly #ignore: Ignore
  /** What an OR could follow. */
  #last: Clause | null = null
  /** It is to go on. */
  #isOr = false

  constructor(ignore: Ignore) {
    this.#ignore = ignore
  }

  or(): void {
    if (this.#last && !this.#isOr) this.#isOr = true
    else this.#ignore('OR', REASONS.or)
  }

  /** @param clause null: something that is none */
  add(clause: Clause | null): void {
    const term = clause && !clause.isNegated ? clause : null
    const before = this.#isOr ? this.#last : null
    if (before && term) {
      before.terms.push(...term.terms)
      before.isWord = false
    } else {
      this.#close()
      if (clause) this.#clauses.push(clause)
      this.#last = term
    }
    this.#isOr = false
  }

  all(): Clause[] {
    this.#close()
    return this.#clauses
  }

  #close(): void {
    if (this.#isOr) this.#ignore('OR', REASONS.or)
    this.#isOr = false
  }
}

function setFilter(query: SearchQuery, sets: Partial<SearchQuery>, { name }: Operator, ignore: Ignore): void {
  const [key] = Object.keys(sets) as (keyof SearchQuery)[]
  const preset = key && emptyQuery()[key]
  if (key && query[key] !== preset) ignore(`${name}:`, `given more than once, and the last one counts`)
  Object.assign(query, sets)
}

function shortened(ignored: Ignored[]): Ignored[] {
  const notes = [...new Map(ignored.map((note) => [`${note.text} ${note.reason}`, note])).values()]
  const shown = notes.slice(0, MAX_IGNORED).map(({ text, reason }) => ({
    text: text.length > MAX_IGNORED_CHARS ? `${text.slice(0, MAX_IGNORED_CHARS).toWellFormed()}…` : text,
    reason,
  }))
  const left = notes.length - shown.length
  return left > 0 ? [...shown, { text: '…', reason: `and ${left} more` }] : shown
}
