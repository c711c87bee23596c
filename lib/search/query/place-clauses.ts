import { printGroup } from './print'
import type { SearchQuery, Term } from './query'
import type { Clause } from './read-term'
import { MAX_CHARS } from './tokens'

/** A query of more is no query any more; each of them costs a look into the index. */
const MAX_WORDS = 32
const MAX_TERMS = 24
/** So that a query that is written back is never too long to be read again, filters and all. */
const MAX_PRINTED_CHARS = MAX_CHARS - 200

/** Each clause to its place, the same one once, and no more than can be asked. */
export function placeClauses(
  clauses: readonly Clause[],
  query: SearchQuery,
  ignore: (text: string, reason: string) => void,
): void {
  const seen = new Set<string>()
  let [terms, chars] = [0, 0]
  for (const { terms: given, isNegated, isWord } of clauses) {
    const group = distinct(given)
    const text = isWord ? group.map((term) => term.text).join('') : (isNegated ? '-' : '') + printGroup(group)
    if (seen.has(text.toLowerCase())) continue
    const isRoom = isWord ? query.words.length < MAX_WORDS : terms + group.length <= MAX_TERMS
    if (!isRoom || chars + text.length > MAX_PRINTED_CHARS) {
      ignore(text, `there is room for ${MAX_WORDS} words and ${MAX_TERMS} terms`)
      continue
    }
    seen.add(text.toLowerCase())
    chars += text.length + 1
    if (isWord) query.words.push(text)
    else {
      terms += group.length
      if (isNegated) query.none.push(...group)
      else query.all.push(group)
    }
  }
}

const distinct = (terms: Term[]): Term[] =>
  [
    ...new Map(terms.toReversed().map((term) => [`${term.field} ${term.text.toLowerCase()}`, term])).values(),
  ].toReversed()
