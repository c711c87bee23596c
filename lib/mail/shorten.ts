/** Inline math that stayed TeX source: `$…$`, with an escaped dollar inside allowed. */
const MATH_OR_WORD = /\$(?:\\.|[^$\\])+\$\S*|\S+/gu

/** An abstract of at most `limit` characters, cut between words and never inside a formula, with an ellipsis. */
export function shorten(abstract: string, limit: number): string {
  if (abstract.length <= limit) return abstract
  let end = 0
  for (const match of abstract.matchAll(MATH_OR_WORD)) {
    const next = match.index + match[0].length
    if (next + 1 > limit) break
    end = next
  }
  return end === 0 ? '' : `${abstract.slice(0, end).replace(/[,;:]$/, '')}…`
}
