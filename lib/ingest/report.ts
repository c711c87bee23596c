import type { Rejected } from '../papers/types'

/** How a category went in one run. */
export interface CategoryReport {
  category: string
  /** `read`: it held papers. `unchanged`: nothing newer than what is stored. `empty`: no papers; on a `rest-day` none were due. */
  state: 'read' | 'unchanged' | 'empty' | 'rest-day' | 'failed'
  /** Sound entries that it held. */
  papers: number
  /** Of `failed`: one sentence. */
  reason?: string
}

/** What came of asking the query API for the facts that listings leave out. */
export interface CompletionReport {
  asked: number
  completed: number
  /** Why it stopped before all were asked: one sentence. */
  reason?: string
}

/** One run of the ingest, as `npm run ingest -- --json` prints it and `ingest_runs` keeps it. */
export interface IngestReport {
  /** ISO instants. */
  startedAt: string
  finishedAt: string
  dryRun: boolean
  added: number
  updated: number
  unchanged: number
  /** Every entry that could not be used. */
  rejected: Rejected[]
  categories: CategoryReport[]
  completion: CompletionReport
}

/** Nothing at all could be read: the run failed. One bad category among others is no failure. */
export const hasFailed = ({ categories }: IngestReport) =>
  categories.length > 0 && categories.every(({ state }) => state === 'failed')
