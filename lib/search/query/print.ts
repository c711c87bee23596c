import { dayRangeText } from './dates'
import { voteRangeText } from './grammar'
import type { SearchQuery, Term, TermField } from './query'

const NAMES: Record<Exclude<TermField, 'text'>, string> = {
  title: 'ti',
  abstract: 'abs',
  author: 'au',
  category: 'cat',
  id: 'id',
}

/** A query in its one spelling, without what was ignored. `parseQuery` of it gives the query back. */
export const printQuery = (query: SearchQuery): string =>
  partsOf(query)
    .map(({ text }) => text)
    .join(' ')

/** A part of a query that can be taken away. */
export interface QueryPart {
  text: string
  without: SearchQuery
}

/** Every part by itself, in the order of `printQuery`, and the query without it. */
export function partsOf(query: SearchQuery): QueryPart[] {
  const { words, all, none, announced, submitted, votes, hasCode, sort } = query
  const part = (text: string, change: Partial<SearchQuery>): QueryPart => ({ text, without: { ...query, ...change } })
  return [
    ...words.map((word) => part(word, { words: words.filter((other) => other !== word) })),
    ...all.map((group) => part(printGroup(group), { all: all.filter((other) => other !== group) })),
    ...none.map((term) => part(`-${bare(term)}`, { none: none.filter((other) => other !== term) })),
    ...(announced ? [part(`date:${dayRangeText(announced)}`, { announced: null })] : []),
    ...(submitted ? [part(`submitted:${dayRangeText(submitted)}`, { submitted: null })] : []),
    ...(votes ? [part(`votes:${voteRangeText(votes)}`, { votes: null })] : []),
    ...(hasCode === null ? [] : [part(hasCode ? 'has:code' : '-has:code', { hasCode: null })]),
    ...(sort === 'relevance' ? [] : [part(`sort:${sort}`, { sort: 'relevance' })]),
  ]
}

/** Terms of which one is enough. A word alone is in quotation marks: without them it would only be ranked. */
export const printGroup = (group: readonly Term[]): string =>
  group.length === 1 ? group.map(quoted).join('') : group.map(bare).join(' OR ')

const bare = (term: Term): string =>
  term.field === 'text' && !/^[A-Za-z]+:|\s/.test(term.text) ? term.text : quoted(term)

const quoted = ({ field, text }: Term): string =>
  field === 'text' ? `"${text}"` : `${NAMES[field]}:${text.includes(' ') ? `"${text}"` : text}`
