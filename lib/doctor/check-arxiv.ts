import type { Config } from '../config'
import { UpstreamError } from '../errors'
import { openArxiv } from '../ingest/arxiv-client'
import { broken, type Finding, fine } from './finding'

/** Whether arXiv answers one small question, asked in turn through the gate that all processes share. Needs the database. */
export async function checkArxiv({
  arxiv,
  baseUrl,
  clock,
}: Pick<Config, 'arxiv' | 'baseUrl' | 'clock'>): Promise<Finding> {
  const client = openArxiv({
    ...arxiv,
    baseUrl,
    clock,
    retryBudgetMs: 0,
    patienceMs: 15_000,
    limits: { headersMs: 15_000, totalMs: 20_000 },
  })
  try {
    await client.query({ search_query: 'cat:cs.LG', max_results: 1 })
    return fine('arXiv', `${new URL(arxiv.apiUrl).host} answers.`)
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    return broken('arXiv', error.message)
  }
}
