import { UpstreamError } from '../errors'
import { addPapers } from '../papers/add-papers'
import type { Outcome } from '../papers/apply-changes'
import type { Rejected } from '../papers/types'
import type { Arxiv } from './arxiv-client'
import { findPosition, forgetPositions, notePosition } from './positions'
import type { CategoryReport, IngestReport } from './report'
import type { IngestDeps } from './run-ingest'
import { readPage } from './sources'

const PAGE = 500
/** The query API refuses to look further (https://info.arxiv.org/help/api/user-manual.html#paging). */
const MAX_WINDOW = 30_000
const MINUTE_MS = 60_000

type Deps = Omit<IngestDeps, 'source' | 'complete'>

/**
 * Brings everything submitted to these categories from a day on (as 2026-11-01, UTC) into the store, from the query API, oldest
 * first. Each page is stored before the next is asked for: stopped or killed at any moment, it goes on behind the last paper at the
 * next run. When all categories are through, a further run reads them again. A category that cannot be read is reported, and
 * goes on at the next run. Only trouble with the database or a stop by `signal` is thrown.
 */
export async function runSince(since: string, deps: Deps): Promise<IngestReport> {
  const { categories, clock, dryRun = false } = deps
  const startedAt = clock.now().toISOString()
  const outcomes = new Map<string, Outcome>()
  const rejected: Rejected[] = []
  const reports: CategoryReport[] = []
  for (const category of categories) {
    const report: CategoryReport = { category, state: 'empty', papers: 0 }
    try {
      for await (const page of pagesSince(since, category, deps)) {
        for (const [id, outcome] of page.outcomes) if (!outcomes.has(id)) outcomes.set(id, outcome)
        rejected.push(...page.rejected)
        report.papers += page.outcomes.size
        report.state = 'read'
      }
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error
      Object.assign(report, { state: 'failed', reason: error.message })
    }
    reports.push(report)
    deps.onProgress?.({ step: 'read', done: reports.length, of: categories.length })
  }
  if (!dryRun && reports.every(({ state }) => state !== 'failed')) {
    await forgetPositions(categories.map((category) => keyOf(since, category)))
  }
  const count = (outcome: Outcome) => [...outcomes.values()].filter((one) => one === outcome).length
  return {
    startedAt,
    finishedAt: clock.now().toISOString(),
    dryRun,
    ...{ added: count('added'), updated: count('updated'), unchanged: count('unchanged') },
    ...{ rejected, categories: reports, completion: { asked: 0, completed: 0 } },
  }
}

/** The pages of a category, each stored when it comes. */
async function* pagesSince(since: string, category: string, { arxiv, clock, signal, dryRun = false }: Deps) {
  const key = keyOf(since, category)
  let from = (await findPosition(key)) ?? minuteOf(new Date(since))
  for (let start = 0, total = 1; start < total; ) {
    signal?.throwIfAborted()
    const page = await readRange(arxiv, category, { from, to: minuteOf(clock.now()), start })
    if (page.papers.length + page.rejected.length === 0) {
      if (start < page.total)
        throw new UpstreamError(`The query API announced ${page.total} papers of ${category} and gave ${start}.`)
      return
    }
    const stored = await addPapers(page.papers, clock.now(), { kind: 'record', dryRun, signal })
    const last = page.papers.flatMap(({ submittedAt }) => (submittedAt ? minuteOf(submittedAt) : [])).at(-1) ?? from
    if (!dryRun) await notePosition(key, last, clock.now())
    yield { outcomes: stored.outcomes, rejected: [...page.rejected, ...stored.rejected] }

    total = page.total
    start += PAGE
    // Beyond the window the list begins anew, at the minute of its last paper.
    if (start + PAGE > MAX_WINDOW && last > from) [from, start] = [last, 0]
  }
}

interface Range {
  /** Minutes since the epoch. */
  from: number
  to: number
  start: number
}

function readRange(arxiv: Arxiv, category: string, { from, to, start }: Range) {
  return readPage(arxiv, {
    search_query: `cat:${category} AND submittedDate:[${asStamp(from)} TO ${asStamp(to)}]`,
    ...{ sortBy: 'submittedDate', sortOrder: 'ascending', start, max_results: PAGE },
  })
}

const keyOf = (since: string, category: string) => `since:${since}:${category}`
const minuteOf = (instant: Date) => Math.floor(instant.getTime() / MINUTE_MS)
const asStamp = (minute: number) => new Date(minute * MINUTE_MS).toISOString().slice(0, 16).replace(/[-T:]/g, '')
