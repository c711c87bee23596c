import { log } from '@/lib/log'
import { runSeed, type SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import { simulateTime } from '@/tests/support/simulated-arxiv/time'
import { openOwnDatabase } from '../own/own-database'
import type { Player } from './serve-player'

/** Plays histories by their seeds. */
export async function openFeedPlayer(): Promise<Player<number, SeedReport>> {
  // Every fault is warned of, thousands of times; what happened stands in the history's own log.
  log.level = 'silent'
  const database = await openOwnDatabase({ name: 'chaos', durable: false })
  const time = await simulateTime(database.url)
  return { play: (seed) => runSeed(seed, time), close: database.close }
}
