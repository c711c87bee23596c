import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import type { SeedReport } from '@/tests/support/simulated-arxiv/run-seed'

/** Finished histories in a file, a line of JSON each, so that a run that was stopped goes on. */
export interface SeedRecord {
  finished: SeedReport[]
  add(report: SeedReport): void
}

/** Those that broke are played again: whoever goes on has mended something. A line that was cut off is none. */
export function openRecord(file: string | undefined): SeedRecord {
  if (!file) return { finished: [], add: () => {} }
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return {
    finished: lines.flatMap(parse).filter(({ broken }) => !broken),
    add: (report) => appendFileSync(file, `${JSON.stringify({ ...report, log: [] })}\n`),
  }
}

function parse(line: string): SeedReport | [] {
  try {
    return JSON.parse(line) as SeedReport
  } catch {
    return []
  }
}
