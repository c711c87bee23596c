import { findCandidates } from '../index/find-candidates'
import { CANDIDATES, LEAST_SIMILARITY, SHARED_WORDS, SIMILAR_PAPERS } from '../index/parameters'
import type { IndexReader } from '../index/reader'
import { stemsOf } from '../index/stems'
import { textScore } from '../index/text-score'
import { codeOf, type WordCodes } from '../index/word-codes'
import { tellingWords } from './telling-words'

/** A paper like another one. */
export interface SimilarPaper {
  id: string
  /** What both say, the rarest first. */
  words: string[]
}

/**
 * The papers that a paper's telling words find best, as far as they are like it: each has a share of the score that the paper itself gets.
 * Papers that changed since the index was made are among them.
 */
export async function findSimilar(
  reader: IndexReader,
  paper: { id: string; title: string; abstract: string },
): Promise<SimilarPaper[]> {
  const own = { title: codesOf(paper.title), abstract: codesOf(paper.abstract) }
  const counts = await reader.words.countPapers([...stemsOf(paper.title), ...stemsOf(paper.abstract)])
  const telling = tellingWords(paper, counts, reader.state.papers)
  if (telling.length === 0) return []
  const words = telling.map(({ stem, weight }) => ({ code: codeOf(stem), weight }))
  const texts = { words: telling.map(({ stem }) => stem), all: [], none: [] }
  const found = await findCandidates(reader, { texts, everyWord: false, where: null, limit: CANDIDATES })
  const candidates: [string, WordCodes][] = [
    ...found.filter(({ id }) => !reader.fresh.has(id)).map(({ id, codes }): [string, WordCodes] => [id, codes]),
    ...reader.fresh.all(),
  ]
  const itself = textScore(words, own, reader.state)
  return candidates
    .filter(([id]) => id !== paper.id)
    .map(([id, codes]) => ({ id, codes, share: textScore(words, codes, reader.state) / itself }))
    .filter(({ share }) => share >= LEAST_SIMILARITY)
    .sort((a, b) => b.share - a.share || (a.id < b.id ? 1 : -1))
    .slice(0, SIMILAR_PAPERS)
    .map(({ id, codes }) => ({
      id,
      words: [...telling]
        .sort((a, b) => b.weight - a.weight)
        .filter(({ stem }) => codes.title.includes(codeOf(stem)) || codes.abstract.includes(codeOf(stem)))
        .slice(0, SHARED_WORDS)
        .map(({ shown }) => shown),
    }))
}

const codesOf = (text: string) => Uint32Array.from(stemsOf(text), codeOf)
