import { SIGNALS } from '../trending/constants'
import type { SignalKind } from './observation'

/** What growth from one level to another is worth, in votes; nothing when it fell. */
export const creditOf = (kind: SignalKind, from: number, to: number): number =>
  Math.max(0, creditAt(kind, to) - creditAt(kind, from))

/**
 * What a level is worth: each further one a little less than the one before, and all together never more than the kind's cap. So
 * whatever a source says, and however often, a paper gains no more than that by it.
 */
const creditAt = (kind: SignalKind, level: number): number => {
  const { cap, half } = SIGNALS[kind]
  return cap * (1 - 2 ** (-level / half))
}
