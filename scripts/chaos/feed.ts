import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { disconnect } from '@/lib/database/client'
import { startEmbedded } from '@/lib/database/embedded'
import { migrate } from '@/lib/database/migrate'
import { log } from '@/lib/log'
import { runSeed, type SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import { simulateTime } from '@/tests/support/simulated-arxiv/time'

/** Which histories to play. */
export interface FeedRun {
  seeds: readonly number[]
  signal: AbortSignal
  /** Called after each. */
  onSeed: (report: SeedReport) => void
}

/** Plays one history after the other on an embedded PostgreSQL of its own, which is thrown away afterwards. */
export async function runFeed({ seeds, signal, onSeed }: FeedRun): Promise<SeedReport[]> {
  // Every fault is warned of, thousands of times; what happened stands in the history's own log.
  log.level = 'silent'
  const dataDir = mkdtempSync(join(tmpdir(), 'broadsheet-chaos-'))
  const server = await startEmbedded({ dataDir, durable: false })
  const reports: SeedReport[] = []
  try {
    await migrate(server.url)
    const time = await simulateTime(server.url)
    for (const seed of seeds) {
      if (signal.aborted) break
      const report = await runSeed(seed, time)
      onSeed(report)
      // Thousands of lines each: what was told need not be kept.
      reports.push({ ...report, log: [] })
    }
    return reports
  } finally {
    await disconnect()
    await server.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
