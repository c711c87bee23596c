import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { copyRowsBack, emptyTables, saveRows } from '../support/copy-rows'
import { useTestDatabase } from '../support/database'
import { aPaper } from '../support/factories'

useTestDatabase()

test('rows that were saved are copied back, which the benchmark of the ingest compares it with', async () => {
  await aPaper()
  await aPaper()
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-rows-'))
  try {
    await saveRows(folder)
    await emptyTables()
    expect(await copyRowsBack(folder)).toBe(2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
