import { rarity } from '../index/text-score'
import type { WordCodes } from '../index/word-codes'
import { type Basis, mentionsIn, mentionWeight } from './basis'
import { orthonormalize } from './orthonormal'

/** Directions that are learned, at most. Of few papers fewer, or nothing would be drawn together: the square root of their number. */
const MAX_DIRECTIONS = 128
/** Words that are learned, at most: of more the rarest are left out, which say little about others. */
const MAX_WORDS = 40_000
/** A word that one paper holds goes together with no other. */
const FEWEST_PAPERS = 2
/** What more papers hold than this share says nothing about what they are about. */
const MOST_PAPERS = 0.5
/** Each brings the base nearer to the best one; more than these change no ranking. */
const ROUNDS = 4

/**
 * Learns what words mean from which words they stand with, and nothing else: the directions in which weighted mentions differ
 * most (truncated SVD, Deerwester et al., 1990), by subspace iteration (Halko, Martinsson and Tropp, 2011). The same papers in the same order
 * give the same vectors. Some 20 s for 50,000 abstracts.
 */
export function learnBasis(papers: readonly WordCodes[]): Basis {
  const words = vocabularyOf(papers)
  const rows = weighedRows(papers, words)
  const width = Math.min(MAX_DIRECTIONS, Math.ceil(Math.sqrt(papers.length)))
  const vectors = new Float32Array(words.codes.length * width)
  for (let at = 0; at < vectors.length; at += 1)
    vectors[at] = signOf(words.codes[Math.floor(at / width)] as number, at % width)
  for (let round = 0; round < ROUNDS; round += 1) {
    vectors.set(multiplied(rows, vectors, width))
    orthonormalize(vectors, width)
  }
  for (let at = 0; at < vectors.length; at += 1)
    vectors[at] = (vectors[at] as number) * (words.weights[Math.floor(at / width)] as number)
  return { codes: words.codes, vectors }
}

interface Vocabulary {
  codes: Uint32Array
  weights: Float64Array
  rowOf: Map<number, number>
}

function vocabularyOf(papers: readonly WordCodes[]): Vocabulary {
  const holding = new Map<number, number>()
  for (const paper of papers)
    for (const code of mentionsIn(paper).keys()) holding.set(code, (holding.get(code) ?? 0) + 1)
  const most = Math.max(FEWEST_PAPERS, papers.length * MOST_PAPERS)
  const known = [...holding]
    .filter(([, count]) => count >= FEWEST_PAPERS && count <= most)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MAX_WORDS)
  return {
    codes: Uint32Array.from(known, ([code]) => code),
    weights: Float64Array.from(known, ([, count]) => rarity(count, papers.length)),
    rowOf: new Map(known.map(([code], row) => [code, row])),
  }
}

/** A paper as its words' rows and what each weighs; the squares of a paper's weights add up to one. */
interface Rows {
  words: Uint32Array[]
  weights: Float32Array[]
}

function weighedRows(papers: readonly WordCodes[], { rowOf, weights }: Vocabulary): Rows {
  const rows: Rows = { words: [], weights: [] }
  for (const paper of papers) {
    const own = [...mentionsIn(paper)].flatMap(([code, mentions]) => {
      const row = rowOf.get(code)
      return row === undefined ? [] : [[row, mentionWeight(mentions) * (weights[row] as number)] as const]
    })
    const length = Math.sqrt(own.reduce((sum, [, weight]) => sum + weight ** 2, 0))
    if (length === 0) continue
    rows.words.push(Uint32Array.from(own, ([row]) => row))
    rows.weights.push(Float32Array.from(own, ([, weight]) => weight / length))
  }
  return rows
}

/** Mentions times their transpose times the vectors: paper by paper, so that no large matrix is ever made. */
function multiplied({ words, weights }: Rows, vectors: Float32Array, width: number): Float32Array {
  const product = new Float32Array(vectors.length)
  const paper = new Float64Array(width)
  for (const [index, own] of words.entries()) {
    const weight = weights[index] as Float32Array
    paper.fill(0)
    for (let word = 0; word < own.length; word += 1) {
      const from = (own[word] as number) * width
      for (let at = 0; at < width; at += 1)
        paper[at] = (paper[at] as number) + (weight[word] as number) * (vectors[from + at] as number)
    }
    for (let word = 0; word < own.length; word += 1) {
      const from = (own[word] as number) * width
      for (let at = 0; at < width; at += 1)
        product[from + at] = (product[from + at] as number) + (weight[word] as number) * (paper[at] as number)
    }
  }
  return product
}

/** One or minus one, as good as by chance and always the same: where the iteration begins. */
function signOf(code: number, dimension: number): number {
  let mixed = Math.imul(code ^ Math.imul(dimension + 1, 0x9e3779b1), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) & 1 ? 1 : -1
}
