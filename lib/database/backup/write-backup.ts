import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { link, open, rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip, type Gzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { RefusedError } from '../../errors'
import { withClient } from '../server-address'
import { countRows, listApplied, listSequences, listTables } from './catalog'
import { END, END_OF_ROWS, FORMAT, type Header, TEXT_SETTINGS, VERSION } from './format'
import { countLines } from './lines'

export interface BackupOptions {
  databaseUrl: string
  file: string
  /** Replace the file when it is there. */
  overwrite?: boolean
  now: Date
  signal?: AbortSignal | undefined
  onStart?(rows: number): void
  onRows?(count: number): void
}

/**
 * Writes all rows of the database, as they are at one instant, into one file that any supported PostgreSQL can take back. The
 * database goes on working meanwhile. The file appears whole or not at all, readable by its owner only.
 * @returns the number of rows of each table
 * @throws RefusedError when the file is there
 */
export async function writeBackup(options: BackupOptions): Promise<Record<string, number>> {
  const unfinished = `${options.file}.${process.pid}.part`
  try {
    const header = await withClient(options.databaseUrl, (client) => write(client, unfinished, options))
    await publish(unfinished, options)
    return Object.fromEntries(header.tables.map(({ name, rows }) => [name, rows]))
  } finally {
    await rm(unfinished, { force: true })
  }
}

async function write(client: pg.Client, file: string, options: BackupOptions): Promise<Header> {
  await client.query(TEXT_SETTINGS)
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  const header = await readHeader(client, options.now)
  options.onStart?.(header.tables.reduce((sum, { rows }) => sum + rows, 0))

  const gzip = createGzip()
  const saved = pipeline(gzip, createWriteStream(file, { mode: 0o600, flags: 'wx', flush: true }))
  const written = writeSections(client, gzip, header, options).catch((error: Error) => {
    gzip.destroy(error)
    throw error
  })
  await Promise.all([saved, written])
  await client.query('COMMIT')
  return header
}

async function readHeader(client: pg.Client, now: Date): Promise<Header> {
  const tables: Header['tables'] = []
  for (const table of await listTables(client)) tables.push({ ...table, rows: await countRows(client, table.name) })
  const { rows } = await client.query('SHOW server_version')
  return {
    format: FORMAT,
    version: VERSION,
    takenAt: now.toISOString(),
    server: rows[0].server_version,
    migrations: await listApplied(client),
    tables,
    sequences: await listSequences(client),
  }
}

async function writeSections(client: pg.Client, gzip: Gzip, header: Header, { signal, onRows }: BackupOptions) {
  await put(gzip, `${JSON.stringify(header)}\n`)
  for (const { name, columns } of header.tables) {
    await put(gzip, `${JSON.stringify({ table: name })}\n`)
    const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
    const rows: AsyncIterable<Buffer> = client.query(
      copyTo(`COPY ${client.escapeIdentifier(name)} (${list}) TO STDOUT`),
    )
    for await (const chunk of rows) {
      signal?.throwIfAborted()
      await put(gzip, chunk)
      onRows?.(countLines(chunk))
    }
    await put(gzip, END_OF_ROWS)
  }
  gzip.end(`${END}\n`)
}

async function put(gzip: Gzip, chunk: string | Buffer): Promise<void> {
  if (!gzip.write(chunk)) await once(gzip, 'drain')
}

/** A link never replaces a file, a rename does. */
async function publish(unfinished: string, { file, overwrite = false }: BackupOptions): Promise<void> {
  if (overwrite) return rename(unfinished, file)
  await link(unfinished, file).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST'
      ? new RefusedError(`${file} is there already: --force replaces it.`, { cause })
      : cause
  })
}

/** Whether a backup may be written there, asked before the work. @throws RefusedError */
export async function refuseExistingFile(file: string): Promise<void> {
  const there = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!there) return
  await there.close()
  throw new RefusedError(`${file} is there already: --force replaces it.`)
}
