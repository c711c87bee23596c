import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { z } from 'zod'
import { parseArxivId } from '../papers/arxiv-id'

/** The file of an archive that another site reads; its form is `Mine`. */
export const MINE_FILE = 'broadsheet.json'
export const MAX_ARCHIVE_BYTES = 4 * 1024 * 1024
const MAX_JSON_BYTES = 32 * 1024 * 1024
export const MOST_MARKS = 50_000
/** Far more than any site has. */
const MOST_TABLES = 200

const PaperId = z.string().transform((text, context) => {
  const id = parseArxivId(text)?.id
  if (id) return id
  context.addIssue({ code: 'custom', message: 'takes an arXiv identifier' })
  return z.NEVER
})
const Instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Marks = z.array(z.object({ paper: PaperId, at: Instant })).max(MOST_MARKS)

const Digest = z.object({
  /** The address of the list, as a path. */
  view: z.string().max(2_000),
  name: z.string().max(200).nullable(),
  rhythm: z.string().max(100),
  hour: z.int().min(0).max(23),
  zone: z.string().max(100),
  papers: z.int().min(1).max(100),
  shape: z.string().max(20),
  state: z.string().max(20),
  /** Until when a paused one rests; null: until its reader says so. */
  pausedUntil: Instant.nullable().default(null),
})

/** A list of papers with its notes, the newest last. What it is called and says is judged again where it comes in. */
const List = z.object({
  /** Names it in its address there, for what refers to it. */
  key: z.string().max(100).default(''),
  /** When it was made. */
  at: Instant.optional(),
  name: z.string().max(500),
  description: z.string().max(5_000).nullable(),
  visibility: z.enum(['private', 'shared', 'public']),
  papers: z.array(z.object({ paper: PaperId, at: Instant, note: z.string().max(5_000).nullable() })).max(MOST_MARKS),
})

/** The address of what is followed, as a path; empty: it was closed, or went by no name. */
const Follow = z.object({ what: z.string().max(2_000), name: z.string().max(500), at: Instant })

/** A paper that came by a digest, in which version: no digest brings it twice. */
const Sent = z.object({ paper: PaperId, version: z.int().min(0).max(10_000), at: Instant })

const Settings = z.object({ name: z.string().max(100).nullable(), votesPublic: z.boolean(), commentMails: z.boolean() })

/**
 * What is one reader's own, version 1, as it leaves a site and comes to another. Times are ISO 8601, papers arXiv identifiers without a
 * version. `rows` holds the rest, by table, for reading only.
 */
export const Mine = z.object({
  format: z.literal('broadsheet-mine'),
  version: z.literal(1),
  site: z.string().max(300),
  exportedAt: Instant,
  votes: Marks,
  saved: Marks,
  dismissed: Marks,
  digests: z.array(Digest).max(1_000),
  /** Left out by sites that know no lists. */
  lists: z.array(List).max(1_000).default([]),
  follows: z.array(Follow).max(1_000).default([]),
  /** The newest, as many as there is room for. */
  sent: z.array(Sent).max(MOST_MARKS).default([]),
  settings: Settings.nullable().default(null),
  rows: z
    .record(z.string().max(100), z.array(z.unknown()))
    .refine((rows) => Object.keys(rows).length <= MOST_TABLES, `takes ${MOST_TABLES} tables at most`),
})
export type Mine = z.output<typeof Mine>
/** The same before it is written. */
export type MineFile = z.input<typeof Mine>

export type ArchiveReading = { status: 'read'; mine: Mine } | { status: 'refused'; why: string }

/** Files as one archive (zip); the same files give the same bytes. */
export const packed = (files: Record<string, string>, at: Date): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), { mtime: at }),
  )

/** Reads what was handed in: an archive of such a site, or its one JSON file. Bounded in memory, whatever comes. */
export function readArchive(bytes: Uint8Array): ArchiveReading {
  const text = textIn(bytes)
  if (text === null) return { status: 'refused', why: `That is no archive with a ${MINE_FILE} in it.` }
  let told: unknown
  try {
    told = JSON.parse(text)
  } catch {
    return { status: 'refused', why: isZip(bytes) ? `${MINE_FILE} is no JSON.` : 'That is neither a zip nor JSON.' }
  }
  const mine = Mine.safeParse(told)
  if (mine.success) return { status: 'read', mine: mine.data }
  const [issue] = mine.error.issues
  return { status: 'refused', why: `${MINE_FILE} is not of version 1: ${issue?.path.join('.')}: ${issue?.message}` }
}

const ZIP_START = 0x50

const isZip = (bytes: Uint8Array) => bytes[0] === ZIP_START

function textIn(bytes: Uint8Array): string | null {
  if (bytes.byteLength > MAX_ARCHIVE_BYTES) return null
  if (!isZip(bytes)) return strFromU8(bytes)
  try {
    const isIt = ({ name, originalSize }: { name: string; originalSize: number }) =>
      name === MINE_FILE && originalSize <= MAX_JSON_BYTES
    const file = unzipSync(bytes, { filter: isIt })[MINE_FILE]
    return file && file.byteLength <= MAX_JSON_BYTES ? strFromU8(file) : null
  } catch {
    // Whatever a damaged archive makes the library say.
    return null
  }
}
