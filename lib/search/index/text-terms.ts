import type { SearchQuery, Term } from '../query/query'
import { stemsOf } from './stems'
import { holdsPhrase } from './text-score'
import { codeOf, type WordCodes } from './word-codes'

/** A term about a paper's text, ready to be looked for. */
export interface TextTerm {
  field: 'text' | 'title' | 'abstract'
  stems: string[]
  codes: number[]
}

/** What a query asks of the text of papers, and what of the rest. */
export interface AskedTexts {
  /** The stems of its words. */
  words: string[]
  all: TextTerm[][]
  none: TextTerm[]
  /** The query without what is asked here. */
  rest: SearchQuery
}

/**
 * Takes a query apart into what texts have to hold and what the database knows better. Null where the index cannot help: nothing is
 * asked of the text, or a group leaves the choice between text and something else.
 */
export function textsAskedBy(query: SearchQuery): AskedTexts | null {
  const groups = query.all.map((group) => ({ group, texts: group.flatMap(textTerm) }))
  if (groups.some(({ group, texts }) => texts.length > 0 && texts.length < group.length)) return null
  const asked = {
    words: query.words.flatMap(stemsOf),
    all: groups
      .map(({ texts }) => texts)
      .filter((texts) => texts.length > 0 && texts.every(({ codes }) => codes.length > 0)),
    none: query.none.flatMap(textTerm).filter(({ codes }) => codes.length > 0),
    rest: {
      ...query,
      words: [],
      all: groups.filter(({ texts }) => texts.length === 0).map(({ group }) => group),
      none: query.none.filter((term) => textTerm(term).length === 0),
    },
  }
  return asked.words.length + asked.all.length > 0 ? asked : null
}

/** Whether a paper's text holds what it has to, and nothing that it must not. */
export const holdsAsked = ({ all, none }: Pick<AskedTexts, 'all' | 'none'>, paper: WordCodes): boolean =>
  all.every((group) => group.some((term) => holdsTerm(term, paper))) && !none.some((term) => holdsTerm(term, paper))

function textTerm({ field, text }: Term): TextTerm[] {
  if (field !== 'text' && field !== 'title' && field !== 'abstract') return []
  const stems = stemsOf(text)
  return [{ field, stems, codes: stems.map(codeOf) }]
}

function holdsTerm({ field, codes }: TextTerm, { title, abstract }: WordCodes): boolean {
  return (field !== 'abstract' && holdsPhrase(codes, title)) || (field !== 'title' && holdsPhrase(codes, abstract))
}
