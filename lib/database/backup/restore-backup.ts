import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { RefusedError } from '../../errors'
import { gunzipped } from '../../gunzipped'
import { withClient } from '../server-address'
import { countRows, listApplied, listTables } from './catalog'
import { END, Header, Section, type Table, TEXT_SETTINGS } from './format'
import { countLines, LineReader } from './lines'

/** Rows that a migration put there: no reason to call a database used. */
const SEEDED_TABLES = ['gates']
const LOCK_TIMEOUT_MS = 30_000

export interface RestoreOptions {
  /** A database at this version's migrations. */
  databaseUrl: string
  file: string
  /** Replace what the database holds. */
  overwrite?: boolean
  signal?: AbortSignal | undefined
  onStart?(rows: number): void
  onRows?(count: number): void
  /** Sets right, in the same transaction, what must not be taken up where the backup left it. */
  beforeCommit?(client: pg.Client): Promise<void>
}

/**
 * Puts a backup in the place of everything that the database holds, in one transaction: all of it, or nothing is changed.
 * @returns the number of rows of each table
 * @throws RefusedError when the database is in use for something, or the file is damaged, cut off, or of other migrations
 */
export async function restoreBackup(options: RestoreOptions): Promise<Record<string, number>> {
  const { file, databaseUrl, signal } = options
  const unpacked = gunzipped(createReadStream(file, { ...(signal && { signal }) }))
  try {
    return await withClient(databaseUrl, (client) => restore(client, new LineReader(unpacked), options))
  } catch (error) {
    if (error instanceof RefusedError || signal?.aborted) throw error
    throw new RefusedError(`${file} cannot be restored: ${reasonOf(error as Error)}. Nothing was changed.`, {
      cause: error,
    })
  } finally {
    unpacked.destroy()
  }
}

async function restore(
  client: pg.Client,
  reader: LineReader,
  options: RestoreOptions,
): Promise<Record<string, number>> {
  const header = readHeader(await reader.line())
  await client.query(`${TEXT_SETTINGS}; SET lock_timeout = ${LOCK_TIMEOUT_MS}`)
  await client.query('BEGIN')
  // Triggers that mark acts of readers: here nobody acts.
  await client.query("SET LOCAL broadsheet.restoring = 'on'")
  await refuseOtherMigrations(client, header)
  const tables = await listTables(client)
  if (!options.overwrite) await refuseUsedDatabase(client, tables)
  options.onStart?.(header.tables.reduce((sum, { rows }) => sum + rows, 0))

  await client.query(`TRUNCATE ${tables.map(({ name }) => client.escapeIdentifier(name)).join(', ')}`)
  for (const table of header.tables) await readTable(client, reader, table, options)
  if ((await reader.line()) !== END) throw new Error('the file is cut off at its end')
  // gzip's checksum stands behind the last line: it is compared only when the end is read.
  if ((await reader.line()) !== null) throw new Error('something follows after its end')
  for (const { name, value, isCalled } of header.sequences) {
    await client.query('SELECT setval($1::regclass, $2::bigint, $3)', [client.escapeIdentifier(name), value, isCalled])
  }
  await options.beforeCommit?.(client)
  options.signal?.throwIfAborted()
  await client.query('COMMIT')
  return Object.fromEntries(header.tables.map(({ name, rows }) => [name, rows]))
}

function readHeader(line: string | null): Header {
  try {
    return Header.parse(JSON.parse(line ?? ''))
  } catch {
    throw new Error('it is no backup of this program')
  }
}

async function refuseOtherMigrations(client: pg.Client, header: Header): Promise<void> {
  const ours = await listApplied(client)
  const missing = header.migrations.filter((name) => !ours.includes(name))
  const extra = ours.filter((name) => !header.migrations.includes(name))
  if (missing.length > 0) {
    throw new RefusedError(`The backup is of a newer version (${missing.at(-1)}): restore it with that one.`)
  }
  if (extra.length > 0) {
    throw new RefusedError(
      `The backup is of an older version, before ${extra[0]}: restore it with that one, then start this one, which migrates it.`,
    )
  }
}

async function refuseUsedDatabase(client: pg.Client, tables: Pick<Table, 'name'>[]): Promise<void> {
  for (const { name } of tables) {
    if (SEEDED_TABLES.includes(name)) continue
    const count = await countRows(client, name)
    if (count > 0) {
      throw new RefusedError(
        `The database is not empty (${name} has ${count} rows): --force replaces everything in it.`,
      )
    }
  }
}

async function readTable(client: pg.Client, reader: LineReader, table: Table, { signal, onRows }: RestoreOptions) {
  const section = Section.parse(JSON.parse((await reader.line()) ?? 'null'))
  if (section.table !== table.name) throw new Error(`${section.table} stands where ${table.name} belongs`)
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
  let count = 0
  const counted = async function* () {
    for await (const rows of reader.rows()) {
      signal?.throwIfAborted()
      count += countLines(rows)
      yield rows
      onRows?.(countLines(rows))
    }
  }
  const copy = client.query(copyFrom(`COPY ${client.escapeIdentifier(table.name)} (${columns}) FROM STDIN`))
  await pipeline(Readable.from(counted(), { objectMode: false }), copy)
  if (count !== table.rows) throw new Error(`${table.name} has ${count} rows instead of ${table.rows}`)
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'there is no such file'
  if (error.code === 'Z_BUF_ERROR') return 'it is cut off'
  if (error.code?.startsWith('Z_')) return 'it is damaged, or no backup of this program'
  return error.message
}
