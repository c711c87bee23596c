/** How well a way of searching finds what is known to be the answer. All are means over queries, from 0 to 1. */
export interface Quality {
  queries: number
  recall10: number
  recall100: number
  /** With one answer to a query: 1 / log2(1 + its place), of the first ten (Järvelin and Kekäläinen, 2002). */
  ndcg10: number
  /** The mean of 1 / the answer's place, of the first hundred. */
  mrr: number
}

/** @param places of each query's answer in what was found, from 1; null: not among the first hundred */
export function qualityOf(places: readonly (number | null)[]): Quality {
  const mean = (value: (place: number) => number) =>
    places.reduce<number>((sum, place) => sum + (place === null ? 0 : value(place)), 0) / Math.max(places.length, 1)
  return {
    queries: places.length,
    recall10: mean((place) => (place <= 10 ? 1 : 0)),
    recall100: mean((place) => (place <= 100 ? 1 : 0)),
    ndcg10: mean((place) => (place <= 10 ? 1 / Math.log2(1 + place) : 0)),
    mrr: mean((place) => (place <= 100 ? 1 / place : 0)),
  }
}
