import type { SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import { openPlayer } from './player'

/** What a player's process is told: a history to play, or, null, to end. */
export type Order = { seed: number | null }

const player = await openPlayer()
// A Ctrl-C at the terminal reaches everybody; the parent says when it is over.
process.on('SIGINT', () => {})
process.on('message', ({ seed }: Order) => void (seed === null ? end(0) : play(seed)))
// Without a parent nobody would ever end it, or its database.
process.on('disconnect', () => void end(1))
process.send?.('ready')

async function play(seed: number): Promise<void> {
  try {
    process.send?.((await player.play(seed)) satisfies SeedReport)
  } catch (error) {
    // Whose database was stopped under it.
    if (process.connected) throw error
  }
}

async function end(status: number): Promise<void> {
  await player.close()
  process.exit(status)
}
