import type { RollCall } from '../database/roll-call'
import type { Changes } from './cache/changes'

/** What this process hears of readers: their acts, and sessions that ended. */
export interface ReaderNews {
  /** The present tick: to be noted before a reader is asked after. */
  readonly tick: number
  /** Whether nothing happened to this reader after that tick, as far as can be told: false when notices may not have come through. */
  isQuietSince(tick: number, readerId: string): boolean
}

/** News as the database tells them, for as long as it is certain that they arrive. */
export const readerNews = (changes: Changes, rollCall: RollCall): ReaderNews => ({
  get tick() {
    return changes.tick
  },
  isQuietSince: (tick, readerId) => rollCall.isCurrent && !changes.since(tick, [`reader:${readerId}`]),
})
