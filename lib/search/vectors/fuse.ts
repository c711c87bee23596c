/** As in Cormack, Clarke and Büttcher, 2009: how far down a list its first places still count more. */
const RRF_K = 60

/**
 * One order out of several (reciprocal rank fusion): what stands high in any of them stands high, what stands high in all of them higher.
 * Equals stand as in the first list that has them.
 * @param lists each with what its places count
 */
export function fuse(lists: readonly { ids: readonly string[]; weight: number }[]): { id: string; score: number }[] {
  const scores = new Map<string, number>()
  for (const { ids, weight } of lists)
    for (const [place, id] of ids.entries()) scores.set(id, (scores.get(id) ?? 0) + weight / (RRF_K + place + 1))
  return [...scores].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score)
}
