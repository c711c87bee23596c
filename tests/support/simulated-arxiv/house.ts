import { openArxiv } from '@/lib/ingest/arxiv-client'
import { runIngest } from '@/lib/ingest/run-ingest'
import type { House } from './driver'
import type { SimulatedTime } from './time'

interface HouseSettings {
  arxivUrl: string
  categories: string[]
  time: SimulatedTime
  signal?: AbortSignal | undefined
}

/** A real timer ends the wait for a server that is silent: shorter than in earnest, longer than an honest answer takes. */
const LIMITS = { headersMs: 2_000, totalMs: 6_000 }

/** A house that works on simulated time: the real jobs of its worker, asking the simulated arXiv through the real gate. */
export function openHouse({ arxivUrl, categories, time, signal }: HouseSettings): House {
  const settings = {
    rssUrl: arxivUrl,
    apiUrl: arxivUrl,
    oaiUrl: arxivUrl,
    minIntervalMs: 3_000,
    baseUrl: 'http://localhost',
    clock: time,
    limits: LIMITS,
    pause: (ms: number) => time.pass(ms),
    signal,
  }
  return {
    tasks: {
      ingest: async () => {
        const report = await runIngest({ categories, clock: time, signal, arxiv: openArxiv(settings) })
        return JSON.stringify(report)
      },
    },
    isDue: async () => true,
  }
}
