import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { useTestDatabase } from '../support/database'

const database = useTestDatabase()
const folder = mkdtempSync(join(tmpdir(), 'broadsheet-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

const paper = {
  id: '2611.00001',
  title: 'A title',
  abstract: 'Words.',
  authors: ['Ada Lovelace'],
  categories: ['cs.LG'],
}

/** What people are told when they load these lines. */
function load(lines: string[]) {
  const path = join(folder, 'papers.jsonl')
  writeFileSync(path, lines.join('\n'))
  const env = { NODE_ENV: 'test' as const, PATH: process.env.PATH, DATABASE_URL: database.url }
  const args = ['--import', 'tsx', 'scripts/import.ts', path, '--format', 'jsonl']
  return new Promise<{ status: unknown; out: string }>((resolve) => {
    execFile(process.execPath, args, { env }, (error, out) =>
      resolve({ status: error ? error.code : 0, out: out.replace(path, 'FILE') }),
    )
  })
}

test('says on which line of the file it met what it could not use', async () => {
  expect(await load([JSON.stringify(paper), ...Array(1500).fill(''), '{"id":"2611.00002"}'])).toEqual({
    status: 0,
    out: '1 added, 0 updated, 0 unchanged, 1 rejected.\nRejected line 1,502, 2611.00002: it has no usable title.\n',
  })
})

test('says in a sentence that there was nothing in a file', async () => {
  expect(await load([])).toEqual({ status: 0, out: 'There is nothing in FILE.\n' })
})
