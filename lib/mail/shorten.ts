/** A word; inline math that stayed TeX source (`$…$`) counts as one. */
const WORD = /\$(?:\\.|[^$\\])+\$\S*|\S+/gu
const SENTENCE_END = /[.!?]["'”’)\]]*$/u
/** A word with one of these at its edge belongs to a formula that goes on. */
const GOES_ON = /[=<>≤≥≈≃∼~±+−×·∘→↦∈∉⊂⊆∪∩∑∏∫√^_({[|\\-]$/u

/** A sentence is only looked for in the last part of what fits, so that not too much is given away. */
const SENTENCE_FROM = 0.6

/**
 * An abstract of at most `limit` characters. Ends with a sentence where one ends late enough, else between words with an
 * ellipsis; never inside `$…$`, nor right behind a sign of a formula.
 */
export function shorten(abstract: string, limit: number): string {
  if (abstract.length <= limit) return abstract
  let wordEnd = 0
  let sentenceEnd = 0
  for (const match of abstract.matchAll(WORD)) {
    const end = match.index + match[0].length
    if (end + 1 > limit) break
    if (!GOES_ON.test(match[0])) wordEnd = end
    if (SENTENCE_END.test(match[0])) sentenceEnd = end
  }
  if (sentenceEnd >= limit * SENTENCE_FROM) return abstract.slice(0, sentenceEnd)
  return wordEnd === 0 ? '' : `${abstract.slice(0, wordEnd).replace(/[,;:]$/, '')}…`
}
