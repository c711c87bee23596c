import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { RefusedError } from '../errors'
import { listMigrations, type Migration } from './migrations'
import { withClient } from './server-address'

/** The oldest PostgreSQL that the migrations are written for. */
export const OLDEST_SERVER = 15

/** The lock that Prisma's own migrate takes: both tools keep out of each other's way. */
const MIGRATION_LOCK = 72707369
const LOCK_TIMEOUT_MS = 60_000

// Exactly Prisma's table, so that `prisma migrate` goes on where we stop.
const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

export interface MigrationReport {
  /** Names of the migrations applied now. */
  applied: string[]
  /** Names of applied migrations whose file reads otherwise today. */
  changed: string[]
}

/**
 * Brings a database to this version's schema. Each migration is one transaction together with its row in the history: killed or
 * failed half-way, it leaves nothing and is tried again. Safe to run again, and beside itself.
 * @throws RefusedError when the server is too old, or another tool left a failed migration; Error when a migration fails
 */
export async function migrate(url: string, migrations = listMigrations()): Promise<MigrationReport> {
  return withClient(url, async (client) => {
    await refuseOldServer(client)
    await client.query(
      `SET lock_timeout = ${LOCK_TIMEOUT_MS}; SET statement_timeout = 0; SET client_min_messages = warning`,
    )
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(HISTORY)
    const history = await readHistory(client)
    const pending = migrations.filter(({ name }) => !history.has(name))
    for (const migration of pending) await apply(client, migration)
    return {
      applied: pending.map(({ name }) => name),
      changed: migrations
        .filter(({ name, checksum }) => (history.get(name) ?? checksum) !== checksum)
        .map(({ name }) => name),
    }
  })
}

async function refuseOldServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query("SELECT current_setting('server_version_num')::int / 10000 AS major")
  if (rows[0].major < OLDEST_SERVER) {
    throw new RefusedError(`The database is PostgreSQL ${rows[0].major}: ${OLDEST_SERVER} or newer is needed.`)
  }
}

/** Name and checksum of everything applied. */
async function readHistory(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ migration_name: string; checksum: string; finished: boolean }>(
    'SELECT migration_name, checksum, finished_at IS NOT NULL AS finished FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  )
  const failed = rows.filter(({ finished }) => !finished)
  if (failed.length > 0) {
    throw new RefusedError(
      `Migration ${failed[0]?.migration_name} was begun by another tool and did not finish: repair the database, then mark it with "prisma migrate resolve".`,
    )
  }
  return new Map(rows.map(({ migration_name, checksum }) => [migration_name, checksum]))
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, applied_steps_count) VALUES ($1, $2, clock_timestamp(), $3, 1)`,
      [randomUUID(), checksum, name],
    )
    await client.query('COMMIT')
  } catch (cause) {
    await client.query('ROLLBACK')
    throw new Error(`Migration ${name} failed and was undone: ${(cause as Error).message}`, { cause })
  }
}
