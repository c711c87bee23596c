import type { Clock } from '../clock'
import { UpstreamError } from '../errors'
import { log } from '../log'
import { addPapers } from '../papers/add-papers'
import type { Outcome } from '../papers/apply-changes'
import type { Rejected } from '../papers/types'
import type { Arxiv } from './arxiv-client'
import { completePapers } from './complete-papers'
import { troubleAt } from './look-at-feed'
import { mergeAnnouncements, mergeDrafts } from './merge'
import { type CategoryLook, recordLooks } from './record-looks'
import type { CategoryReport, CompletionReport, IngestReport } from './report'
import { beginRun, endRun } from './run-notes'
import { feeds, type Reading, type Source } from './sources'

/** How far a run is, for somebody who watches. */
export interface Progress {
  step: 'read' | 'store' | 'complete'
  done: number
  of: number
}

export interface IngestDeps {
  categories: readonly string[]
  arxiv: Arxiv
  clock: Clock
  /** Default: the announcement feeds. */
  source?: Source
  /** Stops the run: what is stored stays, and a second run goes on from there. */
  signal?: AbortSignal | undefined
  /** Reads and compares, and writes nothing. */
  dryRun?: boolean
  /** False: leave the query API for the next run. */
  complete?: boolean
  onProgress?: ((progress: Progress) => void) | undefined
}

/**
 * Brings the newest announcements of each category into the store. Safe to run again, and beside itself.
 *
 * A category that cannot be read is reported and the others go on; the report is kept in `ingest_runs`. Only trouble with
 * the database or a stop by `signal` is thrown.
 */
export async function runIngest(deps: IngestDeps): Promise<IngestReport> {
  const { clock, dryRun = false, complete = true, source = feeds(deps.arxiv, clock) } = deps
  const startedAt = clock.now()
  const run = dryRun ? null : await beginRun(startedAt)

  const { readings, categories, looks } = await readAll(source, deps)
  const stored = await store(readings, source, deps)
  if (!dryRun) {
    // In this order: a copy that is remembered and not noted would never be seen again.
    await recordLooks(looks)
    for (const { remember } of readings) await remember()
  }
  const completed =
    complete && !dryRun ? await completePapers({ ...deps, onProgress: watch(deps, 'complete') }) : nothingAsked

  const report: IngestReport = {
    startedAt: startedAt.toISOString(),
    finishedAt: clock.now().toISOString(),
    dryRun,
    ...tally([unchanged(readings), stored.outcomes, completed.outcomes]),
    rejected: [...readings.flatMap(({ rejected }) => rejected), ...stored.rejected, ...completed.rejected],
    categories,
    completion: completed.report,
  }
  if (run) await endRun(run, report, clock.now())
  return report
}

const nothingAsked = {
  report: { asked: 0, completed: 0 } as CompletionReport,
  rejected: [] as Rejected[],
  outcomes: new Map<string, Outcome>(),
}

const watch =
  ({ onProgress }: IngestDeps, step: Progress['step']) =>
  (done: number, of: number) =>
    onProgress?.({ step, done, of })

/** One category after the other: arXiv asks its clients for a single connection. */
async function readAll(source: Source, deps: IngestDeps) {
  const readings: Reading[] = []
  const categories: CategoryReport[] = []
  const looks: CategoryLook[] = []
  for (const category of deps.categories) {
    deps.signal?.throwIfAborted()
    const reading = await source.read(category).catch(asReason)
    const at = deps.clock.now()
    if (typeof reading === 'string') {
      categories.push({ category, state: 'failed', papers: 0, reason: reading })
      if (source.kind === 'listing') looks.push({ category, at, ...troubleAt(at, reading) })
    } else {
      readings.push(reading)
      for (const look of reading.looks ?? []) looks.push({ category, at, ...look })
      categories.push({ category, state: reading.state, papers: reading.papers.length + reading.known.length })
    }
    watch(deps, 'read')(categories.length, deps.categories.length)
  }
  logTrouble(categories)
  return { readings, categories, looks }
}

/** One line for each reason, whatever the number of categories. */
function logTrouble(categories: CategoryReport[]): void {
  for (const reason of new Set(categories.flatMap((one) => one.reason ?? []))) {
    const failed = categories.filter((one) => one.reason === reason).map(({ category }) => category)
    log.warn({ categories: failed, reason }, 'categories could not be read')
  }
}

function asReason(error: unknown): string {
  if (error instanceof UpstreamError) return error.message
  throw error
}

function store(readings: Reading[], source: Source, deps: IngestDeps) {
  const { clock, dryRun = false } = deps
  return addPapers(mergeDrafts(readings.flatMap(({ papers }) => papers)), clock.now(), {
    announcements: mergeAnnouncements(readings.flatMap(({ announcements }) => announcements)),
    kind: source.kind,
    dryRun,
    signal: deps.signal,
    onChunk: watch(deps, 'store'),
  })
}

const unchanged = (readings: Reading[]) =>
  new Map<string, Outcome>(readings.flatMap(({ known }) => known.map((id) => [id, 'unchanged'] as const)))

/** Each paper counts once, by the most that happened to it. */
function tally(all: ReadonlyMap<string, Outcome>[]) {
  const order: Outcome[] = ['added', 'updated', 'unchanged']
  const ids = new Set(all.flatMap((outcomes) => [...outcomes.keys()]))
  const counts = { added: 0, updated: 0, unchanged: 0 }
  for (const id of ids) {
    const most = order.find((outcome) => all.some((outcomes) => outcomes.get(id) === outcome))
    if (most) counts[most] += 1
  }
  return counts
}
