import { createHash } from 'node:crypto'

/** Chance that can be played again: the same seed and purpose give the same draws. */
export interface Random {
  /** From 0 up to, and not including, 1. */
  next(): number
  chance(probability: number): boolean
  /** A whole number, both ends included. */
  int(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  /** Some of the list, in its order. */
  some<T>(list: readonly T[], probability: number): T[]
}

/** Each purpose has a stream of its own, so that one draw more for faults leaves the papers as they are. */
export function seeded(seed: number, purpose: string): Random {
  let state = seed ^ createHash('sha256').update(purpose).digest().readInt32LE()
  // Mulberry32 (Tommy Ettinger): 32 bits of state are plenty for a history of some thousand draws.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[int(0, list.length - 1)]
      if (picked === undefined) throw new Error('nothing to pick from')
      return picked
    },
    some: (list, probability) => list.filter(() => next() < probability),
  }
}
