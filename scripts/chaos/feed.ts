import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { SeedReport } from '@/tests/support/simulated-arxiv/run-seed'
import type { Order } from './player-process'

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
  await Promise.all(Array.from({ length: Math.min(workers, seeds.length) }, () => work(next, take)))
  return reports
}

async function work(next: () => number | undefined, take: (report: SeedReport) => void): Promise<void> {
  const child = fork(new URL('player-process.ts', import.meta.url), {
    execArgv: ['--max-semi-space-size=64', '--import', 'tsx'],
  })
  const died = once(child, 'exit').then(([code]) => Promise.reject(new Error(`A player ended by itself (${code}).`)))
  died.catch(() => {})
  const heard = () => Promise.race([once(child, 'message').then(([message]) => message as unknown), died])
  const tell = (order: Order) => child.send(order)
  try {
    await heard()
    for (let seed = next(); seed !== undefined; seed = next()) {
      tell({ seed })
      take((await heard()) as SeedReport)
    }
  } finally {
    if (child.exitCode === null && child.connected) {
      tell({ seed: null })
      await died.catch(() => {})
    }
  }
}
