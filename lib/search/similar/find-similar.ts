import { findCandidates, findIndexed } from '../index/find-candidates'
import { CANDIDATES, LEAST_SIMILARITY, NEAREST_SIMILAR, SHARED_WORDS, SIMILAR_PAPERS } from '../index/parameters'
import type { IndexReader } from '../index/reader'
import { stemsOf } from '../index/stems'
import { textScorer } from '../index/text-score'
import { codeOf, type WordCodes } from '../index/word-codes'
import { fuse } from '../vectors/fuse'
import { type TellingWord, tellingWords } from './telling-words'

/** A paper like another one. */
export interface SimilarPaper {
  id: string
  /** What both say, the rarest first. */
  words: string[]
}

/**
 * The papers that a paper's telling words find best, as far as they are like it: each has a share of the score that the paper itself gets.
 * Where the index has vectors, the nearest ones have a say as well; what shares no telling word is left out, for nothing would explain it. Papers that changed since the index was made are among them.
 */
export async function findSimilar(
  reader: IndexReader,
  paper: { id: string; title: string; abstract: string },
): Promise<SimilarPaper[]> {
  const own = { title: codesOf(paper.title), abstract: codesOf(paper.abstract) }
  const telling = tellingWords(paper, reader.words, reader.state.papers)
  if (telling.length === 0) return []
  const words = telling.map(({ stem, weight }) => ({ code: codeOf(stem), weight }))
  const texts = { words: telling.map(({ stem }) => stem), all: [], none: [] }
  const found = await findCandidates(reader, { texts, everyWord: false, where: null, limit: CANDIDATES })
  const candidates: [string, WordCodes][] = [
    ...found.filter(({ id }) => !reader.fresh.has(id)).map(({ id, codes }): [string, WordCodes] => [id, codes]),
    ...reader.fresh.all(),
  ]
  const scoreOf = textScorer(words, reader.state)
  const itself = scoreOf(own)
  const byWords = candidates
    .filter(([id]) => id !== paper.id)
    .map(([id, codes]) => ({ id, codes, share: scoreOf(codes) / itself }))
    .filter(({ share }) => share >= LEAST_SIMILARITY)
    .sort((a, b) => b.share - a.share || (a.id < b.id ? 1 : -1))
  const known = new Map<string, WordCodes>(byWords.map(({ id, codes }) => [id, codes]))
  const near = await findNear(reader, paper.id, known)
  return fuse([
    { ids: byWords.map(({ id }) => id), weight: 1 },
    { ids: near, weight: 1 },
  ])
    .map(({ id }) => ({ id, words: sharedWords(telling, known.get(id) as WordCodes) }))
    .filter(({ words }) => words.length > 0)
    .slice(0, SIMILAR_PAPERS)
}

/** The papers whose vectors are nearest to a paper's, as far as the index is not out of date about them; adds what they say to `known`. */
async function findNear(reader: IndexReader, id: string, known: Map<string, WordCodes>): Promise<string[]> {
  const near = ((await reader.near?.toPaper(id, NEAREST_SIMILAR)) ?? []).filter((one) => !reader.fresh.has(one))
  const unknown = near.filter((one) => !known.has(one))
  for (const { id, codes } of await findIndexed(reader, unknown)) known.set(id, codes)
  return near.filter((one) => known.has(one))
}

/** The rarest telling words that a text holds. */
const sharedWords = (telling: readonly TellingWord[], { title, abstract }: WordCodes): string[] =>
  [...telling]
    .sort((a, b) => b.weight - a.weight)
    .filter(({ stem }) => title.includes(codeOf(stem)) || abstract.includes(codeOf(stem)))
    .slice(0, SHARED_WORDS)
    .map(({ shown }) => shown)

const codesOf = (text: string) => Uint32Array.from(stemsOf(text), codeOf)
