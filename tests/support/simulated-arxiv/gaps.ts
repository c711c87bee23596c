import type { Stored } from './store'
import type { Truth } from './truth'

/** How long papers were missing in a history. */
export interface Gaps {
  /** To be called at the end of each day. */
  look(day: string, stored: Stored, goodNights: number): void
  /** Papers that were missing at the end of their day, and came. */
  readonly repaired: number
  /** The most good nights that one of them took. */
  readonly longestNights: number
}

/** Follows the lines of new and cross-listed papers that the house does not have at the end of their day. */
export function followGaps({ lines }: Truth): Gaps {
  const missingSince = new Map<string, number>()
  let repaired = 0
  let longestNights = 0
  return {
    look(day, stored, goodNights) {
      const known = new Set(stored.lines.map(keyOf))
      for (const line of lines.filter((one) => one.day <= day && (one.type === 'new' || one.type === 'cross'))) {
        const key = keyOf(line)
        const since = missingSince.get(key)
        if (!known.has(key)) missingSince.set(key, since ?? goodNights)
        else if (since !== undefined) {
          missingSince.delete(key)
          repaired += 1
          longestNights = Math.max(longestNights, goodNights - since)
        }
      }
    },
    get repaired() {
      return repaired
    },
    get longestNights() {
      return longestNights
    },
  }
}

const keyOf = ({ paperId, category, day }: { paperId: string; category: string; day: string }) =>
  `${paperId} ${category} ${day}`
