import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../clock'
import { InputError } from '../errors'
import { addReadyPapers, type ReadyPapers, readyPapers } from '../papers/add-in-bulk'
import { keepingTextIndex } from '../papers/text-index'
import type { PaperDraft, Rejected } from '../papers/types'
import { type BulkFile, linesOf } from './bulk-file'
import { type BulkFormat, readBulkLine } from './bulk-formats'
import { findPosition, forgetPositions, notePosition } from './positions'

/**
 * Lines that are stored, and remembered as stored, at a time: a quarter of a second of work, for which other ingests wait. Fewer take the
 * database longer; more do not fit its memory for one statement.
 */
const CHUNK_LINES = 500
/** Lines that are read in one go: then whoever waits for the database goes on. */
const LINES_IN_ONE_GO = 20
/** Of faulty lines only so many are named. */
const MAX_NAMED = 1000
/** So much later than now a record may be dated: no clock is right to the day everywhere. */
const LEEWAY_MS = 24 * 3_600_000

export interface ImportReport {
  lines: number
  /** Lines that an earlier, stopped import had stored. */
  skipped: number
  added: number
  updated: number
  unchanged: number
  /** How many lines were rejected; the first thousand are named. */
  rejectedLines: number
  rejected: RejectedLine[]
}

/** A line that could not be used. */
export interface RejectedLine extends Rejected {
  /** Its number in the file, unpacked, from 1. */
  line: number
}

export interface ImportDeps {
  format: BulkFormat
  clock: Clock
  signal?: AbortSignal | undefined
  /** Bytes of the file that were read so far. */
  onBytes?: (bytes: number) => void
  /** All is stored, and the text index that was set aside is made again: minutes, after millions of papers. */
  onMakingIndex?: () => void
}

/**
 * Brings a bulk file into the store. A faulty line is reported and passed over. Stopped or killed at any moment it goes on
 * where it was at the next run; a finished file that is given again is read again, and changes nothing. For a first import of very many
 * papers PostgreSQL's text index is set aside (docs/decisions/0057-papers-in-bulk.md).
 */
export async function runImport(file: BulkFile, deps: ImportDeps): Promise<ImportReport> {
  const { format, clock, signal, onBytes, onMakingIndex } = deps
  const key = `${format}:${file.fingerprint}`
  const skipped = (await findPosition(key)) ?? 0
  const report: ImportReport = { lines: 0, skipped, added: 0, updated: 0, unchanged: 0, rejectedLines: 0, rejected: [] }
  let bytesRead = 0
  const lines = linesOf(file, (bytes) => {
    bytesRead = bytes
    onBytes?.(bytes)
  })

  await keepingTextIndex(
    async (textIndex) => {
      let isTold = false
      await storeInTurn(chunksOf(lines, { format, skipped, clock }), signal, async ({ upTo, ready, rejected }) => {
        const left = Math.floor(upTo * (file.bytes / bytesRead - 1))
        const stored = await addReadyPapers(ready, (ask) => notePosition(key, upTo, clock.now(), ask))
        report.lines = upTo
        report.added += stored.added
        report.updated += stored.updated
        report.unchanged += stored.unchanged
        for (const one of rejected) note(report, one)
        const areNew = stored.added > 0 && stored.added >= ready.told.length / 2
        if (isTold || !areNew) return
        isTold = true
        await textIndex.expect(left)
      })
    },
    { onMaking: onMakingIndex, signal },
  )
  await forgetPositions([key])
  return report
}

/** Stores one chunk after the other. While the database writes one, the next is read and made ready. */
async function storeInTurn(
  chunks: AsyncIterable<Chunk>,
  signal: AbortSignal | undefined,
  store: (chunk: Chunk) => Promise<void>,
): Promise<void> {
  let writing = Promise.resolve()
  try {
    for await (const chunk of chunks) {
      await writing
      signal?.throwIfAborted()
      writing = store(chunk)
      // What goes wrong is met when it is waited for.
      writing.catch(() => {})
    }
  } finally {
    await writing
  }
}

/** Some lines of the file, fit to be stored. */
interface Chunk {
  /** The last of its lines. */
  upTo: number
  ready: ReadyPapers
  /** In the order of the file. */
  rejected: RejectedLine[]
}

/** The lines behind those that are skipped. Of a damaged file what stands before the damage. @throws InputError after it */
async function* chunksOf(
  lines: AsyncIterable<string>,
  { format, skipped, clock }: { format: BulkFormat; skipped: number; clock: Clock },
): AsyncGenerator<Chunk> {
  const latest = new Date(clock.now().getTime() + LEEWAY_MS)
  let at = 0
  let [drafts, lineOf, unread]: [PaperDraft[], number[], RejectedLine[]] = [[], [], []]
  const chunk = async (): Promise<Chunk> => {
    const ready = await readyPapers(drafts, clock.now())
    const unfit = [...ready.rejected].map(([place, one]) => ({ line: lineOf[place] ?? at, ...one }))
    const rejected = [...unread, ...unfit].sort((a, b) => a.line - b.line)
    ;[drafts, lineOf, unread] = [[], [], []]
    return { upTo: at, ready, rejected }
  }
  try {
    for await (const line of lines) {
      at += 1
      if (at <= skipped) continue
      if (line.trim() !== '') {
        const read = readBulkLine(line, format, latest)
        if ('rejected' in read) unread.push({ line: at, ...read.rejected })
        else {
          drafts.push(read.draft)
          lineOf.push(at)
        }
      }
      if (at % CHUNK_LINES === 0) yield await chunk()
      else if (at % LINES_IN_ONE_GO === 0) await setImmediate()
    }
  } catch (error) {
    if (error instanceof InputError) yield await chunk()
    throw error
  }
  yield await chunk()
}

/** The file has no line, or none that holds anything. */
export const isNothing = ({ skipped, added, updated, unchanged, rejectedLines }: ImportReport): boolean =>
  skipped + added + updated + unchanged + rejectedLines === 0

/** Nothing of the file could be used: it is of another format, or no bulk file. */
export const isUnusable = ({ skipped, added, updated, unchanged, rejectedLines }: ImportReport): boolean =>
  skipped + added + updated + unchanged === 0 && rejectedLines > 0

function note(report: ImportReport, rejected: RejectedLine): void {
  report.rejectedLines += 1
  if (report.rejected.length < MAX_NAMED) report.rejected.push(rejected)
}
