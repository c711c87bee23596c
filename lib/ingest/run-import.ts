import type { Clock } from '../clock'
import { InputError } from '../errors'
import { addPapers } from '../papers/add-papers'
import type { PaperDraft, Rejected } from '../papers/types'
import { type BulkFile, linesOf } from './bulk-file'
import { type BulkFormat, readBulkLine } from './bulk-formats'
import { findPosition, forgetPositions, notePosition } from './positions'

/** Lines that are stored, and remembered as stored, at a time. */
const CHUNK_LINES = 1000
/** Of faulty lines only so many are named. */
const MAX_NAMED = 1000

export interface ImportReport {
  lines: number
  /** Lines that an earlier, stopped import had stored. */
  skipped: number
  added: number
  updated: number
  unchanged: number
  /** How many lines were rejected; the first thousand are named. */
  rejectedLines: number
  rejected: Rejected[]
}

export interface ImportDeps {
  format: BulkFormat
  clock: Clock
  signal?: AbortSignal | undefined
  /** Bytes of the file that were read so far. */
  onBytes?: (bytes: number) => void
}

/**
 * Brings a bulk file into the store. A faulty line is reported and passed over. Stopped or killed at any moment it goes on
 * where it was at the next run; a finished file that is given again is read again, and changes nothing.
 */
export async function runImport(
  file: BulkFile,
  { format, clock, signal, onBytes = () => {} }: ImportDeps,
): Promise<ImportReport> {
  const key = `${format}:${file.fingerprint}`
  const skipped = (await findPosition(key)) ?? 0
  const report: ImportReport = { lines: 0, skipped, added: 0, updated: 0, unchanged: 0, rejectedLines: 0, rejected: [] }
  let drafts: PaperDraft[] = []

  const store = async () => {
    signal?.throwIfAborted()
    const { added, updated, unchanged, rejected } = await addPapers(drafts, clock.now(), { kind: 'record' })
    report.added += added
    report.updated += updated
    report.unchanged += unchanged
    for (const one of rejected) note(report, one)
    drafts = []
    await notePosition(key, report.lines, clock.now())
  }

  try {
    for await (const line of linesOf(file, onBytes)) {
      report.lines += 1
      if (report.lines <= skipped || line.trim() === '') continue
      const read = readBulkLine(line, format)
      if ('draft' in read) drafts.push(read.draft)
      else note(report, read.rejected)
      if (report.lines % CHUNK_LINES === 0) await store()
    }
  } catch (error) {
    // A damaged file: what stands before the damage is kept.
    if (error instanceof InputError) await store()
    throw error
  }
  await store()
  await forgetPositions([key])
  return report
}

/** Nothing of the file could be used: it is of another format, or no bulk file. */
export const isUnusable = ({ skipped, added, updated, unchanged, rejectedLines }: ImportReport): boolean =>
  skipped + added + updated + unchanged === 0 && rejectedLines > 0

function note(report: ImportReport, rejected: Rejected): void {
  report.rejectedLines += 1
  if (report.rejected.length < MAX_NAMED) report.rejected.push(rejected)
}
