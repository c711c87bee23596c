import { readFileSync } from 'node:fs'
import type { ArxivRecord } from '../support/arxiv-record'

/** Real papers, those of the bundled sample, as if arXiv announced them today in a category that the house reads. */
export function announcedPapers(): ArxivRecord[] {
  const papers = JSON.parse(readFileSync('lib/ingest/sample-papers.json', 'utf8')) as ArxivRecord[]
  return papers.map((paper) => ({
    ...paper,
    categories: [...new Set([...paper.categories, 'cs.LG'])],
    announced: 'new',
  }))
}

/** The day that arXiv's feeds carry now. */
export const today = () => new Date().toISOString().slice(0, 10)

const DAY_MS = 24 * 3_600_000

/** 08:00 UTC, so many days from now: a digest asked for at 08:00 in Europe is due then, and not yet too old to be sent. */
export const eightOClock = (days: number) =>
  `${new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)}T08:00:00Z`
