import type { AddedPapers } from '../papers/add-papers'
import type { Telling } from '../papers/tellings'
import type { Rejected } from '../papers/types'
import { categoryName } from '../taxonomy'

/** Of faulty lines, and of unknown categories, only so many are named. */
const MAX_NAMED = 1000

export interface ImportReport {
  lines: number
  /** Lines that an earlier, stopped import had stored. */
  skipped: number
  added: number
  updated: number
  unchanged: number
  /** Lines about a paper of which lines beside them tell, too: the latest version was taken, and is counted once. */
  repeated: number
  /** How many lines were rejected; the first thousand are named. */
  rejectedLines: number
  rejected: RejectedLine[]
  /** Categories that the taxonomy does not name, and how many papers name each; the first thousand. */
  unknownCategories: { category: string; papers: number }[]
}

/** A line that could not be used. */
export interface RejectedLine extends Rejected {
  /** Its number in the file, unpacked, from 1. */
  line: number
}

/** Some lines of the file that were stored, and what was told in them. */
export interface StoredLines {
  /** The last of them. */
  upTo: number
  stored: AddedPapers
  told: readonly Telling[]
  repeated: number
  /** In the order of the file. */
  rejected: readonly RejectedLine[]
}

/** What is reported before the first line that is not skipped. */
export const emptyReport = (skipped: number): ImportReport => ({
  ...{ lines: 0, skipped, added: 0, updated: 0, unchanged: 0, repeated: 0 },
  ...{ rejectedLines: 0, rejected: [], unknownCategories: [] },
})

/** Adds these lines to the report. */
export function noteStored(report: ImportReport, { upTo, stored, told, repeated, rejected }: StoredLines): void {
  report.lines = upTo
  report.added += stored.added
  report.updated += stored.updated
  report.unchanged += stored.unchanged
  report.repeated += repeated
  report.rejectedLines += rejected.length
  report.rejected.push(...rejected.slice(0, MAX_NAMED - report.rejected.length))
  for (const { draft } of told) for (const category of draft?.categories ?? []) noteUnknown(report, category)
}

/** One that is younger than the taxonomy has its list all the same (`storedTerms`), so that its papers are taken; but it may be a slip. */
function noteUnknown({ unknownCategories: known }: ImportReport, category: string): void {
  if (categoryName(category) !== null) return
  const noted = known.find((one) => one.category === category)
  if (noted) noted.papers += 1
  else if (known.length < MAX_NAMED) known.push({ category, papers: 1 })
}

/** The file has no line, or none that holds anything. */
export const isNothing = ({ skipped, added, updated, unchanged, rejectedLines }: ImportReport): boolean =>
  skipped + added + updated + unchanged + rejectedLines === 0

/** Nothing of the file could be used: it is of another format, or no bulk file. */
export const isUnusable = ({ skipped, added, updated, unchanged, rejectedLines }: ImportReport): boolean =>
  skipped + added + updated + unchanged === 0 && rejectedLines > 0
