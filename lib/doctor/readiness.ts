import { db } from '../database/client'
import { listMigrations } from '../database/migrations'
import { within } from '../within'
import { reasonOf } from './finding'

const ANSWER_MS = 3_000

/**
 * Why this process cannot serve right now; null when it can: the database answers within three seconds and carries this
 * version's schema. A newer schema is fine: another process was upgraded first.
 */
export async function findUnreadiness(): Promise<string | null> {
  try {
    const missing = await within(ANSWER_MS, listMissingMigrations())
    return missing.length === 0
      ? null
      : `the database lacks ${missing.join(', ')}: docs/operations.md says how to migrate`
  } catch (error) {
    return `the database does not answer: ${reasonOf(error)}`
  }
}

/** Names of this version's migrations that the open database has not got; all of them where none was ever applied. */
export async function listMissingMigrations(): Promise<string[]> {
  const applied = new Set(await listApplied())
  return listMigrations()
    .map(({ name }) => name)
    .filter((name) => !applied.has(name))
}

async function listApplied(): Promise<string[]> {
  const [history] = await db().$queryRaw<[{ exists: boolean }]>`
    select to_regclass('"_prisma_migrations"') is not null as exists`
  if (!history.exists) return []
  const rows = await db().$queryRaw<{ name: string }[]>`
    select migration_name as name from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`
  return rows.map(({ name }) => name)
}
