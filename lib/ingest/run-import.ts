import { setImmediate } from 'node:timers/promises'
import type { Clock } from '../clock'
import { InputError } from '../errors'
import { addReadyPapers, type ReadyPapers, readyPapers } from '../papers/add-in-bulk'
import { keepingTextIndex } from '../papers/text-index'
import type { PaperDraft } from '../papers/types'
import { type BulkFile, linesOf } from './bulk-file'
import { type BulkFormat, readBulkLine } from './bulk-formats'
import { emptyReport, type ImportReport, noteStored, type RejectedLine } from './import-report'
import { findPosition, forgetPositions, notePosition } from './positions'

/**
 * Lines that are stored, and remembered as stored, at a time: a quarter of a second of work, for which other ingests wait. Fewer take the
 * database longer; more do not fit its memory for one statement.
 */
const CHUNK_LINES = 500
/** Lines that are read in one go: then whoever waits for the database goes on. */
const LINES_IN_ONE_GO = 20
/** So much later than now a record may be dated: no clock is right to the day everywhere. */
const LEEWAY_MS = 24 * 3_600_000

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
  const report = emptyReport(skipped)
  let bytesRead = 0
  const lines = linesOf(file, (bytes) => {
    bytesRead = bytes
    onBytes?.(bytes)
  })

  await keepingTextIndex(
    async (textIndex) => {
      let isTold = false
      await storeInTurn(
        chunksOf(lines, { format, skipped, clock }),
        signal,
        async ({ upTo, ready, repeated, rejected }) => {
          const left = Math.floor(upTo * (file.bytes / bytesRead - 1))
          const stored = await addReadyPapers(ready, (ask) => notePosition(key, upTo, clock.now(), ask))
          noteStored(report, { upTo, stored, told: ready.told, repeated, rejected })
          const areNew = stored.added > 0 && stored.added >= ready.told.length / 2
          if (isTold || !areNew) return
          isTold = true
          await textIndex.expect(left)
        },
      )
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
  repeated: number
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
    const repeated = drafts.length - unfit.length - ready.told.length
    ;[drafts, lineOf, unread] = [[], [], []]
    return { upTo: at, ready, repeated, rejected }
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
