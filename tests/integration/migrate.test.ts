import { expect, test } from 'vitest'
import { pool } from '@/lib/database/client'
import { migrate } from '@/lib/database/migrate'
import { listMigrations } from '@/lib/database/migrations'
import { useTestDatabase } from '@/tests/support/database'

const database = useTestDatabase()
const extra = (sql: string) => [...listMigrations(), { name: '99990101000000_extra', sql, checksum: 'c'.repeat(64) }]

test('a migrated database is left alone', async () => {
  expect(await migrate(database.url)).toEqual({ applied: [], changed: [] })
})

test('a migration that fails leaves nothing behind and names itself', async () => {
  const broken = extra('CREATE TABLE left_over (id int); SELECT nonsense')
  await expect(migrate(database.url, broken)).rejects.toThrow(/99990101000000_extra failed and was undone/)
  const { rows } = await pool().query("SELECT to_regclass('left_over') AS left")
  expect(rows).toEqual([{ left: null }])
  expect(await migrate(database.url)).toEqual({ applied: [], changed: [] })
})

test('migrations that start side by side are applied once', async () => {
  const more = extra('CREATE TABLE only_once (id int)')
  const reports = await Promise.all([
    migrate(database.url, more),
    migrate(database.url, more),
    migrate(database.url, more),
  ])
  expect(reports.flatMap((report) => report.applied)).toEqual(['99990101000000_extra'])
})

test('a migration that was edited after it was applied is told', async () => {
  const edited = listMigrations().map((one) => ({ ...one, checksum: 'd'.repeat(64) }))
  expect((await migrate(database.url, edited)).changed).toEqual(edited.map(({ name }) => name))
})

test('a migration that another tool left half-way stops the start', async () => {
  await pool().query(
    `INSERT INTO "_prisma_migrations" (id, checksum, migration_name) VALUES ('x', 'x', '20300101000000_half')`,
  )
  await expect(migrate(database.url)).rejects.toThrow(/20300101000000_half .* did not finish/)
})
