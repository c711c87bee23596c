import type { WordCodes } from '../index/word-codes'

/** A word of the title says as much as so many of the abstract. */
const TITLE_MENTIONS = 2

/** A vector for each word of a vocabulary, already weighed by how rare the word is. A paper's is the sum of its words'. */
export interface Basis {
  /** Words' codes, each once. */
  codes: Uint32Array
  /** So many numbers for each of them, in their order. */
  vectors: Float32Array
}

/** How many numbers a vector has. */
export const widthOf = ({ codes, vectors }: Basis): number => vectors.length / Math.max(codes.length, 1)

/** How often a text mentions each of its words, the title's more. */
export function mentionsIn({ title, abstract }: WordCodes): Map<number, number> {
  const mentions = new Map<number, number>()
  for (const code of title) mentions.set(code, (mentions.get(code) ?? 0) + TITLE_MENTIONS)
  for (const code of abstract) mentions.set(code, (mentions.get(code) ?? 0) + 1)
  return mentions
}

/** What more mentions of a word count: less and less. */
export const mentionWeight = (mentions: number): number => Math.log(1 + mentions)

/** Turns texts into vectors of length one; null for a text of which no word is known. */
export function projector(basis: Basis): (text: WordCodes) => Float32Array | null {
  const { codes, vectors } = basis
  const width = widthOf(basis)
  const rows = new Map(Array.from(codes, (code, row) => [code, row]))
  return (text) => {
    const sum = new Float32Array(width)
    for (const [code, mentions] of mentionsIn(text)) {
      const row = rows.get(code)
      if (row === undefined) continue
      const weight = mentionWeight(mentions)
      for (let at = 0, from = row * width; at < width; at += 1)
        sum[at] = (sum[at] as number) + weight * (vectors[from + at] as number)
    }
    return ofLengthOne(sum)
  }
}

/** The same direction, of length one; null where there is none. Changes what it is given. */
export function ofLengthOne(vector: Float32Array): Float32Array | null {
  const length = Math.hypot(...vector)
  if (!(length > 1e-9) || !Number.isFinite(length)) return null
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) / length
  return vector
}
