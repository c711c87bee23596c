import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { RefusedError, UpstreamError } from '../../errors'
import { readJson } from '../../upstream/read-json'
import { readDailyPapers } from '../hf-daily'
import type { Capture } from './daily-list'

export interface Archive {
  captures: Capture[]
  /** Files that hold nothing that is understood. */
  unread: string[]
}

/** Where the captures lie beside the project; they are no part of it. */
export const ARCHIVE_FOLDER = '../shared/data/hf-daily'
const EXAMPLES = 'examples'

const Day = z.iso.date()
const Instant = z.iso.datetime({ offset: true })
const Told = z.object({
  date: Day,
  capturedAt: Instant.optional(),
  captured_at: Instant.optional(),
  papers: z.array(z.unknown()),
})
/** `2025-05-01T06-30-00Z`, `2025-05-01_0630`: instants as names of files. */
const INSTANT_IN_NAME = /(\d{4}-\d{2}-\d{2})[T_ -](\d{2})[-:]?(\d{2})(?:[-:]?(\d{2}))?/
const DAY_IN_NAME = /\d{4}-\d{2}-\d{2}/

/**
 * The captures of daily lists in a folder, and in the folders inside but `examples`: files `.json`, `.jsonl`, either as `.gz`. A file holds
 * a list as `/api/daily_papers` gives it, its instant (UTC) in its own name and its day there or in the name of its folder; or objects
 * `{date, capturedAt, papers}`, one or one a line.
 * @throws RefusedError when there is no such folder, or nothing in it is understood
 */
export function readArchive(folder: string = ARCHIVE_FOLDER): Archive {
  if (!existsSync(folder)) {
    throw new RefusedError(
      `There is no folder ${folder}: it should hold daily lists of Hugging Face, each as it was at an instant. Nothing was computed.`,
    )
  }
  const archive: Archive = { captures: [], unread: [] }
  for (const path of listFiles(folder)) {
    const captures = readCaptures(path)
    archive.captures.push(...captures)
    if (captures.length === 0) archive.unread.push(path)
  }
  if (archive.captures.length === 0) {
    throw new RefusedError(
      `Nothing in ${folder} is a capture of a daily list as this program reads them. Nothing was computed.`,
    )
  }
  return archive
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return entry.name === EXAMPLES ? [] : listFiles(path)
      return /\.jsonl?(\.gz)?$/.test(entry.name) ? [path] : []
    })
}

function readCaptures(path: string): Capture[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const parts = /\.jsonl(\.gz)?$/.test(path) ? text.split('\n').filter(Boolean).map(readJson) : [readJson(text)]
  return parts.flatMap((part) => captureOf(part, path) ?? [])
}

function captureOf(part: unknown, path: string): Capture | null {
  const told = Told.safeParse(part)
  const named = instantInName(path)
  const instant = told.data?.capturedAt ?? told.data?.captured_at ?? named?.at
  const day = told.data?.date ?? named?.day
  if (!instant || !day) return null
  try {
    const { entries } = readDailyPapers(told.data?.papers ?? part, basename(path))
    return { day, at: new Date(instant), entries }
  } catch (error) {
    if (error instanceof UpstreamError) return null
    throw error
  }
}

function instantInName(path: string): { day: string; at: string } | null {
  const [, date, hour, minute, second = '00'] = basename(path).match(INSTANT_IN_NAME) ?? []
  const at = `${date}T${hour}:${minute}:${second}Z`
  if (!date || Number.isNaN(Date.parse(at))) return null
  const folder = basename(join(path, '..')).match(DAY_IN_NAME)?.[0]
  return { day: folder ?? date, at }
}
