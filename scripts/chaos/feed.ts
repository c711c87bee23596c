import type { SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import { playBeside } from './players'

/** Which histories to play. */
export interface FeedRun {
  seeds: readonly number[]
  /** Processes beside each other, each with a database of its own. */
  workers: number
  /** Go on behind a history that breaks. */
  keepGoing: boolean
  signal: AbortSignal
  /** Called after each. */
  onSeed: (report: SeedReport) => void
}

/**
 * Plays histories, each by the first process that is free. Ends early at one that breaks, or by the signal: those that are under way
 * are played to their end.
 */
export async function runFeed({ seeds, workers, keepGoing, signal, onSeed }: FeedRun): Promise<SeedReport[]> {
  const waiting = [...seeds]
  const reports: SeedReport[] = []
  let isOver = false
  const next = () => (isOver || signal.aborted ? undefined : waiting.shift())
  const take = (report: SeedReport) => {
    onSeed(report)
    isOver ||= report.broken !== null && !keepGoing
    // Thousands of lines each: what was told need not be kept.
    reports.push({ ...report, log: [] })
  }
  const program = new URL('feed-process.ts', import.meta.url)
  await playBeside({ program, workers: Math.min(workers, seeds.length), next, take })
  return reports
}
