import type { Clock } from '../clock'
import type { Rejected } from '../papers/types'
import type { Arxiv } from './arxiv-client'
import { claimLooks } from './claim-looks'
import { completePapers } from './complete-papers'
import type { IngestReport } from './report'
import { runIngest } from './run-ingest'
import { settleBatches } from './settle-batches'

export interface WatchDeps {
  categories: readonly string[]
  arxiv: Arxiv
  clock: Clock
  /** Stops the watch: what is stored stays, and the next one goes on from there. */
  signal?: AbortSignal | undefined
}

/** What came of one wake-up. */
export interface WatchReport {
  /** Looks at feeds. */
  looks: number
  added: number
  updated: number
  /** Papers that the query API described. */
  completed: number
  rejected: Rejected[]
}

/** Categories that are read, stored and noted together: a killed watch loses no more than these, and only until it looks again. */
const GROUP = 10

/**
 * Looks at the feeds of the categories that are due, stores what they hold, and notes in `batches` how far each day is known
 * and when to look again (`batch.ts`). Then asks the query API for what the listings leave out.
 *
 * To be called every few minutes: it does nothing when nothing is due, and catches up when it was not called for long. May run
 * again and beside itself: each look is claimed by one. Only trouble with the database or a stop by `signal` is thrown.
 */
export async function watchAnnouncements(deps: WatchDeps): Promise<WatchReport> {
  const { categories, clock } = deps
  await settleBatches(categories, clock.now())
  const reports: IngestReport[] = []
  for (;;) {
    deps.signal?.throwIfAborted()
    const due = await claimLooks(categories, clock.now(), GROUP)
    if (due.length === 0) break
    reports.push(await runIngest({ ...deps, categories: due, complete: false }))
    if (due.length < GROUP) break
  }
  const { report: completion, rejected } = await completePapers(deps)
  const sum = (count: (report: IngestReport) => number) => reports.reduce((total, report) => total + count(report), 0)
  return {
    looks: sum((report) => report.categories.length),
    added: sum(({ added }) => added),
    updated: sum(({ updated }) => updated),
    completed: completion.completed,
    rejected: [...reports.flatMap((report) => report.rejected), ...rejected],
  }
}
