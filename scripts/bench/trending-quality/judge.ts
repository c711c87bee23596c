/** Ranks from 1, the highest value first; equal values share the middle of their places. */
export function midRanks(values: readonly number[]): number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => (values[b] ?? 0) - (values[a] ?? 0))
  const ranks = values.map(() => 0)
  for (let from = 0; from < order.length; ) {
    let until = from + 1
    while (until < order.length && values[order[until] as number] === values[order[from] as number]) until += 1
    for (const index of order.slice(from, until)) ranks[index] = (from + 1 + until) / 2
    from = until
  }
  return ranks
}

/** Spearman's correlation of two lists of values, with middle ranks for ties; null where one of them is all equal. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  const [x, y] = [midRanks(a), midRanks(b)]
  const mean = (x.length + 1) / 2
  const sum = (of: (index: number) => number) => x.reduce((total, _, index) => total + of(index), 0)
  const dx = (index: number) => (x[index] ?? 0) - mean
  const dy = (index: number) => (y[index] ?? 0) - mean
  const spread = Math.sqrt(sum((i) => dx(i) ** 2) * sum((i) => dy(i) ** 2))
  return spread === 0 ? null : sum((i) => dx(i) * dy(i)) / spread
}

/** How much of the top of `truth` is in the top of `scores`, expected where ties at the edge are broken by lot. */
export function topShare(scores: readonly number[], truth: readonly number[], top = 5): number {
  const [a, b] = [chances(scores, top), chances(truth, top)]
  return a.reduce((sum, chance, index) => sum + chance * (b[index] ?? 0), 0) / Math.min(top, scores.length)
}

/** The chance of each to be among the first so many. */
function chances(values: readonly number[], top: number): number[] {
  const edge = values.toSorted((a, b) => b - a)[Math.min(top, values.length) - 1] ?? 0
  const above = values.filter((value) => value > edge).length
  const tied = values.filter((value) => value === edge).length
  return values.map((value) => (value > edge ? 1 : value === edge ? Math.min(1, (top - above) / tied) : 0))
}
