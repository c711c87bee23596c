import { type Judged, judgeObservation, type Known } from './judge-observation'
import type { Observation } from './observation'

/** What one answer told, with what was known before; `known` is null at first sight. */
export type Seen<O extends Observation = Observation> = O & { known: Known | null }
export type Kept<O extends Observation = Observation> = O & { judged: Exclude<Judged, { status: 'unchanged' }> }

/** Where so many of an answer jump, among at least so large a part of what changed, all of its growth waits for another look. */
const DOUBTFUL = { jumps: 5, part: 0.2 }

/** What is to be kept of an answer: each observation by itself, unless so many of them jump that none of them is believed. */
export function judgeBatch<O extends Observation>(seen: readonly Seen<O>[], at: Date): Kept<Seen<O>>[] {
  const kept = seen.flatMap((one): Kept<Seen<O>>[] => {
    const judged = judgeObservation(one, one.known, at)
    return judged.status === 'unchanged' ? [] : [{ ...one, judged }]
  })
  const jumps = kept.filter(({ judged }) => judged.status === 'held').length
  if (jumps < DOUBTFUL.jumps || jumps < DOUBTFUL.part * kept.length) return kept
  return kept.map((one) =>
    one.judged.status === 'taken' && one.judged.weight > 0
      ? { ...one, judged: { status: 'held', credited: one.known?.credited ?? 0 } }
      : one,
  )
}
