import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { pool } from '@/lib/database/client'
import { withClient } from '@/lib/database/server-address'

/** The tables that an ingest writes papers to. */
const TABLES = ['papers', 'paper_standings', 'paper_versions', 'announcements', 'paper_authors', 'paper_categories']

/** Every row that an ingest wrote, into files. */
export async function saveRows(folder: string): Promise<void> {
  await onOwnConnection(async (client) => {
    for (const table of TABLES) {
      await pipeline(client.query(copyTo(`copy ${table} to stdout`)), createWriteStream(join(folder, table)))
    }
  })
}

/** The same rows back into the same tables with the same indexes, and nothing else: the least that storing them can cost. */
export function copyRowsBack(folder: string): Promise<number> {
  return onOwnConnection(async (client) => {
    for (const table of TABLES) {
      await pipeline(createReadStream(join(folder, table)), client.query(copyFrom(`copy ${table} from stdin`)))
    }
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from papers')
    return rows[0]?.count ?? 0
  })
}

/** Not one of the pool's: what breaks in the middle of a COPY goes with it. */
const onOwnConnection = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient(pool().options.connectionString ?? '', work)

export async function emptyTables(): Promise<void> {
  await pool().query(`truncate ${TABLES.join(', ')}, feed_copies, ingest_runs, batches cascade`)
}

/** So that the feeds are given once more. */
export async function forgetCopies(): Promise<void> {
  await pool().query('truncate feed_copies')
}
