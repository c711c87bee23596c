import type { FullTextQuery, Query } from '@lancedb/lancedb'
import { inTime } from './lance'
import { oneOf } from './lance-sql'
import type { IndexReader } from './reader'
import type { AskedTexts, TextTerm } from './text-terms'
import { type RankedPaper, unpackRanked } from './word-codes'

export interface CandidatesAsked {
  texts: Pick<AskedTexts, 'words' | 'all' | 'none'>
  everyWord: boolean
  /** A condition in the engine's SQL. */
  where: string | null
  limit: number
}

/** The papers of the index that hold the words best, as its engine ranks them; best first. */
export async function findCandidates(reader: IndexReader, { texts, everyWord, where, limit }: CandidatesAsked) {
  const query = reader.table
    .query()
    .fullTextSearch(engineQuery(reader, texts, everyWord))
    .select(['ranked', '_score'])
  return inTime(papersOf((where ? query.where(where) : query).limit(limit)))
}

/** These papers, as far as the index holds them. */
export async function findIndexed(reader: IndexReader, ids: readonly string[]): Promise<RankedPaper[]> {
  if (ids.length === 0) return []
  return inTime(papersOf(reader.table.query().where(oneOf('id', ids)).select(['ranked']).limit(ids.length)))
}

/** The engine's own columns are read: objects of rows, which it makes when it is asked for them, live for nothing. */
async function papersOf(query: Query): Promise<RankedPaper[]> {
  const papers: RankedPaper[] = []
  for await (const batch of query)
    for (const packed of batch.getChild('ranked') as Iterable<Uint8Array>) papers.push(unpackRanked(packed))
  return papers
}

function engineQuery(
  { lance }: IndexReader,
  { words, all, none }: CandidatesAsked['texts'],
  everyWord: boolean,
): FullTextQuery {
  const { BooleanQuery, MatchQuery, Occur, Operator, PhraseQuery } = lance
  const ranked = [...new Set(words)].join(' ')
  const match = () =>
    new MatchQuery(ranked, 'text', { operator: everyWord ? Operator.And : Operator.Or }) as FullTextQuery
  if (all.length + none.length === 0) return match()
  const term = ({ stems }: TextTerm): FullTextQuery =>
    stems.length > 1 ? new PhraseQuery(stems.join(' '), 'text') : new MatchQuery(stems[0] as string, 'text')
  const group = (terms: TextTerm[]): FullTextQuery =>
    terms.length > 1 ? new BooleanQuery(terms.map((one) => [Occur.Should, term(one)])) : term(terms[0] as TextTerm)
  return new BooleanQuery([
    ...all.map((terms): [typeof Occur.Must, FullTextQuery] => [Occur.Must, group(terms)]),
    // In title or abstract alone it may stand in the other.
    ...none
      .filter(({ field }) => field === 'text')
      .map((one): [typeof Occur.MustNot, FullTextQuery] => [Occur.MustNot, term(one)]),
    ...(words.length > 0
      ? [[everyWord || all.length === 0 ? Occur.Must : Occur.Should, match()] as [typeof Occur.Must, FullTextQuery]]
      : []),
  ])
}
