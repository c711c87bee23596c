import { type Config, config } from '../config'
import { type Arxiv, type ArxivSettings, openArxiv } from './arxiv-client'
import type { HarvestDeps } from './harvest-set'
import { openOai } from './oai-client'
import type { IngestDeps } from './run-ingest'

/** arXiv as the environment of this process describes it. */
export function arxivSettings({ arxiv, baseUrl, clock }: Config = config()): ArxivSettings {
  return { rssUrl: arxiv.rssUrl, apiUrl: arxiv.apiUrl, minIntervalMs: arxiv.minIntervalMs, baseUrl, clock }
}

/** For somebody who sits before a page: a turn at the gate and an answer within some ten seconds, or none. */
export const hurriedArxiv = (): Arxiv =>
  openArxiv({
    ...arxivSettings(),
    patienceMs: 4_000,
    retryBudgetMs: 0,
    isHurried: true,
    limits: { headersMs: 5_000, totalMs: 6_000 },
  })

/** What a real run of the ingest works with: for the worker and the command line. */
export function ingestDeps(signal?: AbortSignal): Pick<IngestDeps, 'categories' | 'arxiv' | 'clock' | 'signal'> {
  const { categories, clock } = config()
  return { categories, clock, signal, arxiv: openArxiv({ ...arxivSettings(), signal }) }
}

/** What a real sweep works with. */
export function sweepDeps(signal?: AbortSignal): Pick<HarvestDeps, 'categories' | 'oai' | 'clock' | 'signal'> {
  const { categories, clock, arxiv, baseUrl } = config()
  const { oaiUrl, minIntervalMs } = arxiv
  return { categories, clock, signal, oai: openOai({ oaiUrl, minIntervalMs, baseUrl, clock, signal }) }
}
