import { SIGNALS } from '../trending/constants'
import { creditOf } from './credit'
import type { Observation } from './observation'

/** What is known of a kind of signal of a paper. */
export interface Known {
  value: number
  at: Date
  /** Up to which level growth was counted: the highest that was believed. */
  credited: number
  /** It was not believed, and waits for another look. */
  held: boolean
}

export type Judged =
  | { status: 'unchanged' }
  /** `weight` in votes, before the share of signals (`share.ts`). */
  | { status: 'taken'; credited: number; weight: number }
  | { status: 'held'; credited: number }

/** A jump that is still there after so long is believed. */
const CONFIRMED_AFTER_MS = 30 * 60_000
/** What confirms a jump: most of it is still there. */
const CONFIRMING_PART = 0.8

/**
 * Whether a value is believed, and what its growth is worth. Only growth beyond the highest level so far counts, so that a count that
 * falls and rises again gives nothing twice. A jump beyond all measure waits until a later look confirms it.
 */
export function judgeObservation({ kind, value, counts }: Observation, known: Known | null, at: Date): Judged {
  const credited = known?.credited ?? 0
  const isConfirmed = known?.held === true && confirms(value, known, at)
  if (known && value === known.value && !isConfirmed) return { status: 'unchanged' }
  if (counts === 'never' || (counts === 'from-now' && !known)) {
    return { status: 'taken', credited: Math.max(credited, value), weight: 0 }
  }
  const isJump = value - credited > Math.max(SIGNALS[kind].jump, credited)
  if (isJump && !isConfirmed) return { status: 'held', credited }
  return { status: 'taken', credited: Math.max(credited, value), weight: creditOf(kind, credited, value) }
}

const confirms = (value: number, known: Known, at: Date) =>
  value >= CONFIRMING_PART * known.value && at.getTime() - known.at.getTime() >= CONFIRMED_AFTER_MS
