import { stemmer } from 'stemmer'
import { isStopWord } from '../query/stop-words'
import { plainWords } from './plain-words'

/** Longer ones are no words, but what somebody pasted. */
const MAX_WORD_CHARS = 40
const MAX_KEPT = 50_000

const kept = new Map<string, string>()

/** A text's words as they are indexed and looked for: plain (`plainWords`), without stop words, as Porter's stems, in order. */
export function stemsOf(text: string): string[] {
  const words = plainWords(text).match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return words.filter((word) => word.length <= MAX_WORD_CHARS && !isStopWord(word)).map(stemOf)
}

/** Porter's algorithm knows English. Words come again and again, so what was worked out is kept. */
function stemOf(word: string): string {
  if (!/^[a-z]{3,}$/.test(word)) return word
  const known = kept.get(word)
  if (known !== undefined) return known
  const stem = stemmer(word)
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(word, stem)
  return stem
}
