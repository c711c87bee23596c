import { config } from '../../config'
import { type Hit, MAX_HITS, type SearchAnswer, type SearchPage } from '../answer'
import { countMatches } from '../database/count-matches'
import type { SearchQuery } from '../query/query'
import { fuse } from '../vectors/fuse'
import { findCandidates, findIndexed } from './find-candidates'
import { countByName, engineCondition, idsByName, MAX_BY_NAME, type Standing, standingsOf } from './narrow'
import { AUTHOR_WEIGHT, CANDIDATES, NEAREST, NEARNESS_WEIGHT, SHALLOW } from './parameters'
import { withPrior } from './prior'
import { giveUpReader, type IndexReader, openReader } from './reader'
import { rarity, textScorer, type WeighedWord } from './text-score'
import { type AskedTexts, holdsAsked, textsAskedBy } from './text-terms'
import { codeOf, type RankedPaper, type WordCodes } from './word-codes'

/**
 * A search in the index: its engine and the papers that changed since propose, an exact score orders, and the database judges whatever is
 * not about words.
 * @returns `no question`: it is none for an index (another order than relevance; nothing about text); `no index`: there is none to ask
 */
export async function searchIndex(
  query: SearchQuery,
  page: SearchPage,
): Promise<SearchAnswer | 'no question' | 'no index'> {
  const texts = query.sort === 'relevance' ? textsAskedBy(query) : null
  if (!texts) return 'no question'
  const reader = await openReader()
  if (!reader) return 'no index'
  try {
    return await answer(reader, { query, texts, page })
  } catch (error) {
    giveUpReader(error)
    return 'no index'
  }
}

interface Asked {
  query: SearchQuery
  texts: AskedTexts
  page: SearchPage
}

async function answer(reader: IndexReader, { query, texts, page }: Asked): Promise<SearchAnswer> {
  const { limit, offset = 0, everyWord = false } = page
  const depth = offset + limit <= SHALLOW ? CANDIDATES : MAX_HITS
  // Nothing waits for what it does not need: the engine looks while the database is asked who bears the words as a name.
  const restricting = engineCondition(texts.rest, page)
  const naming = idsByName(everyWord ? [] : query.words)
  const [best, named, byName, near] = await Promise.all([
    restricting.then((where) => findCandidates(reader, { texts, everyWord, where, limit: depth })),
    naming,
    naming.then((ids) => findIndexed(reader, ids)),
    restricting.then((where) => (everyWord ? [] : findNear(reader, { query, texts, where }))),
  ])
  const words = weighed(reader, texts)
  const scores = scored(reader, { texts, words, everyWord, candidates: [...best, ...byName], named: new Set(named) })
  const [isWhole, areAllByName] = [best.length < depth, named.length < MAX_BY_NAME]
  const [hits, counted, bearing] = await Promise.all([
    ordered({ scores, near }, texts.rest, page),
    isWhole ? 0 : countMatches(query, page),
    areAllByName ? 0 : countByName(query.words),
  ])
  return {
    hits: hits.slice(offset, offset + limit),
    total: { papers: Math.max(hits.length, counted, bearing), isExact: isWhole && areAllByName },
    limited: reader.fresh.overflows,
  }
}

/** The words that rank, each with its weight: those of the query, and of what papers have to hold. */
function weighed({ words, state }: IndexReader, { words: asked, all }: AskedTexts): WeighedWord[] {
  const stems = [...new Set([...asked, ...all.flat().flatMap((term) => term.stems)])]
  return stems.map((stem) => ({ code: codeOf(stem), weight: rarity(words.papersHolding(stem), state.papers) }))
}

interface ToScore {
  texts: AskedTexts
  words: WeighedWord[]
  everyWord: boolean
  candidates: RankedPaper[]
  named: Set<string>
}

/** Text scores by id, of candidates whose text holds what was asked. */
function scored(reader: IndexReader, { texts, words, everyWord, candidates, named }: ToScore): Map<string, number> {
  const { fresh, state } = reader
  const scores = new Map<string, number>()
  const nameScore = AUTHOR_WEIGHT * Math.max(0, ...words.map(({ weight }) => weight))
  const wanted = everyWord ? texts.words.map(codeOf) : []
  const scoreOf = textScorer(words, state)
  const consider = (id: string, codes: WordCodes) => {
    if (!holdsAsked(texts, codes)) return
    if (!wanted.every((code) => codes.title.includes(code) || codes.abstract.includes(code))) return
    const score = scoreOf(codes) + (named.has(id) ? nameScore : 0)
    if (score > 0) scores.set(id, score)
  }
  for (const { id, codes } of candidates) if (!fresh.has(id)) consider(id, codes)
  for (const [id, codes] of fresh.all()) consider(id, codes)
  return scores
}

/**
 * What means the same in other words: the papers whose vectors are nearest to the query's, nearest first, as far as their texts hold what
 * has to be there. None where the index has no vectors.
 */
async function findNear(reader: IndexReader, asked: Pick<Asked, 'query' | 'texts'> & { where: string | null }) {
  const { query, texts, where } = asked
  if (!reader.near || query.words.length === 0) return []
  const limit = Math.min(NEAREST, Math.ceil(Math.sqrt(reader.state.vectorPapers)))
  const near = await reader.near.toText(query.words.join(' '), { where, limit })
  const ids = near.filter((id) => !reader.fresh.has(id))
  if (texts.all.length + texts.none.length === 0) return ids
  const held = await findIndexed(reader, ids)
  const holding = new Set(held.filter(({ codes }) => holdsAsked(texts, codes)).map(({ id }) => id))
  return ids.filter((id) => holding.has(id))
}

interface ToOrder {
  scores: Map<string, number>
  near: string[]
}

/** By words; where vectors have a say, by both. */
async function ordered({ scores, near }: ToOrder, rest: SearchQuery, page: SearchPage): Promise<Hit[]> {
  const standings = await standingsOf([...new Set([...scores.keys(), ...near])], rest, page)
  const byWords = orderedByWords(
    standings.filter(({ id }) => scores.has(id)),
    scores,
  )
  if (near.length === 0) return byWords
  const there = new Set(standings.map(({ id }) => id))
  return fuse([
    { ids: byWords.map(({ id }) => id), weight: 1 },
    { ids: near.filter((id) => there.has(id)), weight: NEARNESS_WEIGHT },
  ])
}

function orderedByWords(standings: readonly Standing[], scores: Map<string, number>): Hit[] {
  const now = config().clock.now().getTime()
  return standings
    .map(({ id, votes, listedAt }) => ({
      id,
      listedAt,
      score: withPrior(scores.get(id) ?? 0, { listedAt, votes }, now),
    }))
    .sort((a, b) => b.score - a.score || b.listedAt - a.listedAt || (a.id < b.id ? 1 : -1))
    .map(({ id, score }) => ({ id, score }))
}
