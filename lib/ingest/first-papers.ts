import type { Clock } from '../clock'
import { db } from '../database/client'
import { addPapers } from '../papers/add-papers'
import { LastingTrouble } from '../upstream/retry'
import { type ArxivSettings, openArxiv } from './arxiv-client'
import { type IngestDeps, type Progress, runIngest } from './run-ingest'
import { readSamplePapers } from './sample'
import { feeds, newest, nothing, type Source } from './sources'

export interface FirstPapersDeps {
  categories: readonly string[]
  /** Where arXiv is; limits and patience are this module's own. */
  arxiv: ArxivSettings
  clock: Clock
  /** For everything, the storing too. */
  budgetMs?: number
  signal?: AbortSignal | undefined
  onProgress?: ((progress: Progress) => void) | undefined
}

/** Where the first papers came from; `kept`: papers were there before. */
export interface FirstPapers {
  from: 'kept' | 'feeds' | 'newest' | 'sample'
  papers: number
  /** Why it had to be the sample: one sentence for each category that could not be read. */
  reasons: string[]
}

const BUDGET_MS = 60_000
/** Of the budget; the rest is for storing. */
const READING_SHARE = 0.75
const HEADERS_MS = 5_000

/**
 * Papers for a store that has none: today's announcements; when nothing is announced, the newest of each category; when
 * arXiv is out of reach, the bundled sample. Keeps to the budget, and takes seconds when there is no network. A store that
 * holds a paper is left alone, so that it may be called at every start. What the listings leave out is left to the ingest.
 */
export async function loadFirstPapers(deps: FirstPapersDeps): Promise<FirstPapers> {
  const { categories, clock, signal, onProgress, budgetMs = BUDGET_MS } = deps
  const known = await db().paper.count()
  if (known > 0) return { from: 'kept', papers: known, reasons: [] }

  const time = new AbortController()
  const timer = setTimeout(
    () => time.abort(new LastingTrouble('There was no time left to ask arXiv.')),
    budgetMs * READING_SHARE,
  )
  const arxiv = openArxiv({
    ...deps.arxiv,
    signal: signal ? AbortSignal.any([signal, time.signal]) : time.signal,
    limits: { headersMs: HEADERS_MS },
    retryBudgetMs: 0,
    isHurried: true,
  })
  const run = (source: Source) => runIngest(runDeps({ categories, arxiv, clock, signal, onProgress, source }))
  try {
    const announced = await run(untilRestDay(feeds(arxiv, clock)))
    if (announced.added > 0) return { from: 'feeds', papers: announced.added, reasons: [] }
    const found = await run(newest(arxiv))
    if (found.added > 0) return { from: 'newest', papers: found.added, reasons: [] }

    const { added } = await addPapers(readSamplePapers(), clock.now(), { kind: 'sample' })
    return {
      from: 'sample',
      papers: added,
      reasons: [...new Set(found.categories.flatMap(({ reason }) => reason ?? []))],
    }
  } finally {
    clearTimeout(timer)
  }
}

const runDeps = (deps: IngestDeps): IngestDeps => ({ ...deps, complete: false })

/** A feed that is empty because nothing is announced on such a day speaks for all. */
function untilRestDay(source: Source): Source {
  let isRestDay = false
  const read: Source['read'] = async (category) => {
    if (isRestDay) return { ...nothing, state: 'rest-day' }
    const reading = await source.read(category)
    isRestDay = reading.state === 'rest-day'
    return reading
  }
  return { ...source, read }
}
