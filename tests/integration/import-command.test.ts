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
    out: 'Papers: 1 added, 0 updated, 0 unchanged, 1 rejected.\nRejected line 1,502, 2611.00002: it has no usable title.\n',
  })
})

test('says once of each category that arXiv does not have how many papers stand there, and of what was told twice', async () => {
  const line = (id: string, categories: string[]) => JSON.stringify({ ...paper, id, categories })
  const lines = [
    line('2611.00011', ['cs.XX', 'chao-dyn', 'q-bio']),
    line('2611.00012', ['cs.LG', 'cs.XX', 'cs.lg']),
    line('2611.00012v2', ['cs.LG', 'cs.XX', 'constructor']),
  ]
  expect(await load(lines)).toEqual({
    status: 0,
    out: [
      'Papers: 2 added, 0 updated, 0 unchanged, 0 rejected.',
      '1 line tells of a paper that a line beside tells of, too: its latest version was taken.',
      'arXiv has no category cs.XX that is known here: 2 papers name it and were taken all the same.',
      'arXiv has no category constructor that is known here: 1 paper names it and was taken all the same.\n',
    ].join('\n'),
  })
})

test('says in a sentence that there was nothing in a file', async () => {
  expect(await load([])).toEqual({ status: 0, out: 'There is nothing in FILE.\n' })
})
