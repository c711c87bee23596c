import type { Total } from '../search/answer'

/** Figures of a guess that mean something. */
const FIGURES = 3

/** `No papers`, `1 paper`, `35 papers`, `About 12,400 papers`. */
export function countInWords({ papers, isExact }: Total): string {
  if (papers === 0) return 'No papers'
  if (isExact) return papers === 1 ? '1 paper' : `${papers.toLocaleString('en')} papers`
  return `About ${Number(papers.toPrecision(FIGURES)).toLocaleString('en')} papers`
}
