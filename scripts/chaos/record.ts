import { appendFileSync, existsSync, readFileSync } from 'node:fs'

/** What was played to its end, in a file, a line of JSON each, so that a run that was stopped goes on. */
export interface ChaosRecord<Report> {
  finished: Report[]
  add(report: Report): void
}

/** Those that are not whole are played again: whoever goes on has mended something. A line that was cut off is none. */
export function openRecord<Report>(
  file: string | undefined,
  isWhole: (report: Report) => boolean,
): ChaosRecord<Report> {
  if (!file) return { finished: [], add: () => {} }
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  return {
    finished: lines.flatMap((line) => parse<Report>(line)).filter(isWhole),
    add: (report) => appendFileSync(file, `${JSON.stringify(report)}\n`),
  }
}

function parse<Report>(line: string): Report | [] {
  try {
    return JSON.parse(line) as Report
  } catch {
    return []
  }
}
