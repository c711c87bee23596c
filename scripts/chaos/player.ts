import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { log } from '@/lib/log'
import { runSeed, type SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import { simulateTime } from '@/tests/support/simulated-arxiv/time'

/** Plays one history after the other. */
export interface Player {
  play(seed: number, signal?: AbortSignal): Promise<SeedReport>
  close(): Promise<void>
}

/** A player on an embedded PostgreSQL of its own, which is thrown away afterwards. */
export async function openPlayer(): Promise<Player> {
  // Every fault is warned of, thousands of times; what happened stands in the history's own log.
  log.level = 'silent'
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-chaos-'))
  const server = await startEmbedded({ dataDir, durable: false })
  await migrate(server.url)
  const time = await simulateTime(server.url)
  return {
    play: (seed, signal) => runSeed(seed, time, { signal }),
    async close() {
      await disconnect()
      await server.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
