import { parseArxivId } from '../../papers/arxiv-id'
import { canonicalField } from '../../taxonomy'
import { parseDayRange } from './dates'
import { type SearchQuery, SORTS, type TermField, type VoteRange } from './query'

/** One operator of the language, as the parser reads it and as the help page tells it. */
export interface Operator {
  /** As it is written back. */
  name: string
  /** Other names for it. */
  aliases: string[]
  /** What stands behind the colon, for people: `ti: takes …`. */
  takes: string
  meaning: string
  example: string
  reads: Term | Filter
}

interface Term {
  kind: 'term'
  field: TermField
  /** The one form of its text; null: it cannot be that. */
  parse: (text: string) => string | null
}

interface Filter {
  kind: 'filter'
  /** What it sets; null: it cannot be read. @param isNegated with `-` before it */
  parse: (text: string, isNegated: boolean) => Partial<SearchQuery> | null
}

const CATEGORY = /^[a-z][a-z-]{1,20}(\.[A-Za-z][A-Za-z-]{0,20})?$/i
const MOST_VOTES = 2_147_483_647

const term = (field: TermField, parse: Term['parse'] = (text) => text): Term => ({ kind: 'term', field, parse })
const filter = (parse: (text: string) => Partial<SearchQuery> | null): Filter => ({
  kind: 'filter',
  parse: (text, isNegated) => (isNegated ? null : parse(text)),
})

/** The language beyond words, `"phrases"`, `-not` and `OR`. The help page is this table. */
export const OPERATORS: readonly Operator[] = [
  {
    name: 'ti',
    aliases: ['title'],
    takes: 'a word or a phrase in quotation marks',
    meaning: 'in the title',
    example: 'ti:"state space"',
    reads: term('title'),
  },
  {
    name: 'abs',
    aliases: ['abstract'],
    takes: 'a word or a phrase in quotation marks',
    meaning: 'in the abstract',
    example: 'abs:ablation',
    reads: term('abstract'),
  },
  {
    name: 'au',
    aliases: ['author'],
    takes: 'a family name, or a name in quotation marks',
    meaning: 'written by; initials stand for given names',
    example: 'au:"Y. LeCun"',
    reads: term('author', (text) => text.replaceAll('_', ' ').replace(/ +/g, ' ').trim() || null),
  },
  {
    name: 'cat',
    aliases: ['category'],
    takes: 'a category, archive or group of arXiv, such as cs.LG',
    meaning: 'listed or cross-listed in a category, archive or group, under all of its names',
    example: 'cat:cs.LG OR cat:stat',
    reads: term('category', parseCategory),
  },
  {
    name: 'id',
    aliases: [],
    takes: 'an identifier or address of arXiv, such as 2406.01234',
    meaning: 'this very paper; mostly to leave it out',
    example: '-id:2406.01234',
    reads: term('id', (text) => parseArxivId(text)?.id ?? null),
  },
  {
    name: 'date',
    aliases: ['announced'],
    takes: 'a year, month or day, or a range of them, such as 2025-01..2025-06',
    meaning: 'announced then; where that is unknown, submitted',
    example: 'date:2025-01..2025-06',
    reads: filter((text) => present('announced', parseDayRange(text))),
  },
  {
    name: 'submitted',
    aliases: [],
    takes: 'a year, month or day, or a range of them, such as 2024..',
    meaning: 'its first version was submitted then',
    example: 'submitted:2024..',
    reads: filter((text) => present('submitted', parseDayRange(text))),
  },
  {
    name: 'votes',
    aliases: [],
    takes: 'a number of votes, such as >10 or 3..20',
    meaning: 'with so many votes on this site',
    example: 'votes:>10',
    reads: filter((text) => present('votes', parseVotes(text))),
  },
  {
    name: 'has',
    aliases: [],
    takes: 'code',
    meaning: 'abstract or comments link to code; -has:code is the opposite',
    example: 'has:code',
    reads: {
      kind: 'filter',
      parse: (text, isNegated) => (text.toLowerCase() === 'code' ? { hasCode: !isNegated } : null),
    },
  },
  {
    name: 'sort',
    aliases: [],
    takes: SORTS.join(', '),
    meaning: 'the order; in every order but relevance a paper has to hold all the words',
    example: 'sort:newest',
    reads: filter((text) => present('sort', SORTS.find((sort) => sort === text.toLowerCase()) ?? null)),
  },
]

const NAMED = new Map(
  OPERATORS.flatMap((operator) => [operator.name, ...operator.aliases].map((name) => [name, operator])),
)

/** The operator of a name in any case. */
export const operatorNamed = (name: string): Operator | undefined => NAMED.get(name.toLowerCase())

function parseCategory(text: string): string | null {
  const name = text.replace(/\.\*$/, '')
  return canonicalField(name) ?? (CATEGORY.test(name) ? name : null)
}

/** `10`, `>10`, `>=10`, `<5`, `<=5`, `3..20`, `3..`, `..20`. */
function parseVotes(text: string): VoteRange | null {
  const [, sign, bound] = /^(>=?|<=?|)(\d{1,9})$/.exec(text) ?? []
  const [, from, to] = /^(\d{0,9})\.\.(\d{0,9})$/.exec(text) ?? []
  const number = Number(bound)
  if (bound !== undefined) {
    if (sign === '>') return range(number + 1, null)
    if (sign === '>=') return range(number, null)
    if (sign === '<') return range(0, number - 1)
    return sign === '<=' ? range(0, number) : range(number, number)
  }
  return from || to ? range(Number(from), to ? Number(to) : null) : null
}

const range = (min: number, max: number | null): VoteRange | null =>
  max === null || (min <= max && max <= MOST_VOTES) ? { min, max } : null

const present = <Key extends keyof SearchQuery>(
  key: Key,
  value: SearchQuery[Key] | null,
): Partial<SearchQuery> | null => (value === null ? null : ({ [key]: value } as Partial<SearchQuery>))

/** As `votes:` takes it; `parseVotes` of it gives the range back. */
export function voteRangeText({ min, max }: VoteRange): string {
  if (max === null) return min > 0 ? `>${min - 1}` : '>=0'
  return min === max ? String(min) : `${min > 0 ? min : ''}..${max}`
}
