import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { pool } from '@/lib/database/client'
import { checkTextIndex } from '@/lib/doctor/check-search'
import { openBulkFile } from '@/lib/ingest/bulk-file'
import { runImport } from '@/lib/ingest/run-import'
import { hasTextIndex, keepingTextIndex, mendTextIndex } from '@/lib/papers/text-index'
import { searchDatabase } from '@/lib/search/database/search-database'
import { parseQuery } from '@/lib/search/query/parse'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'
import { aPaper } from '../support/factories'

useTestDatabase()

const folder = mkdtempSync(join(tmpdir(), 'broadsheet-text-index-'))
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  await pool().query('truncate papers cascade')
  await mendTextIndex()
})

const clock = fixedClock('2026-11-20T08:00:00Z')
const MANY = 1_000_000
const definition = async () =>
  (await pool().query(`select indexdef from pg_indexes where indexname = 'papers_text_idx'`)).rows[0]?.indexdef
/** Whether the planner knows how many papers hold a word. */
const isAnalyzed = async () =>
  (await pool().query(`select from pg_stats where tablename = 'papers_text_idx'`)).rowCount === 1
const search = (typed: string) => searchDatabase(parseQuery(typed), { limit: 20 })

test('what is set aside is made again as the migration made it', async () => {
  const before = await definition()
  await keepingTextIndex(async (index) => {
    expect(await index.expect(MANY)).toBe(true)
    expect(await hasTextIndex()).toBe(false)
  })
  expect(await definition()).toBe(before)
  expect(await hasTextIndex()).toBe(true)
})

test('the doctor says that it is not there, and nothing when it is', async () => {
  await keepingTextIndex(async (index) => {
    await index.expect(MANY)
    expect(await checkTextIndex()).toMatchObject([
      { state: 'notice', sentence: expect.stringMatching(/index of texts is not there.*newest papers alone/) },
    ])
  })
  expect(await checkTextIndex()).toEqual([])
})

test('few papers, or fewer than are there, are not worth it', async () => {
  await keepingTextIndex(async (index) => {
    expect(await index.expect(1_000)).toBe(false)
    await pool().query(`insert into papers (id, title_source, title, title_html, abstract_source, abstract, abstract_html, authors, categories,
      primary_category, first_seen_at) select n::text, '', '', '', '', '', '', '{}', '{}', '', now() from generate_series(1, 30000) n`)
    expect(await index.expect(25_000)).toBe(false)
    expect(await index.expect(35_000)).toBe(true)
  })
})

test('while it is set aside searches find the newest papers, say that they are limited, and everything afterwards', async () => {
  await aPaper({ id: '2611.00001', title: 'Sparse attention', authors: ['Ada Lovelace'] })
  await keepingTextIndex(async (index) => {
    await index.expect(MANY)
    await aPaper({ id: '2611.00002', title: 'Dense attention', authors: ['Emmy Noether'] })
    for (const [typed, found] of [
      ['attention', 2],
      ['"dense attention"', 1],
      ['lovelace', 1],
      ['ti:sparse sort:newest', 1],
    ] as const) {
      const { hits, limited } = await search(typed)
      expect(hits.length, typed).toBe(found)
      expect(limited, typed).toBe(true)
    }
    expect((await search('au:lovelace')).limited, 'nothing is asked of texts').toBe(false)
  })
  expect(await search('attention')).toMatchObject({ hits: { length: 2 }, limited: false })
})

test('work that fails leaves the index to the worker, who waits while another import is at work', async () => {
  const failing = keepingTextIndex(async (index) => {
    await index.expect(MANY)
    expect(await mendTextIndex(), 'it is in hand').toBe(false)
    await keepingTextIndex(async (other) => expect(await other.expect(MANY)).toBe(false))
    throw new Error('stopped')
  })
  await expect(failing).rejects.toThrow('stopped')
  expect(await hasTextIndex()).toBe(false)
  await eventually(mendTextIndex)
  expect(await hasTextIndex()).toBe(true)
  expect(await mendTextIndex()).toBe(false)
})

test('it stays whole where somebody reads papers for long', async () => {
  const reader = new pg.Client({ connectionString: pool().options.connectionString ?? '' })
  await reader.connect()
  try {
    await reader.query('begin; select count(*) from papers')
    await keepingTextIndex(async (index) => {
      expect(await index.expect(MANY)).toBe(false)
      expect(await hasTextIndex()).toBe(true)
    })
  } finally {
    await reader.end()
  }
}, 20_000)

test('an index that was half made serves nobody, and is made anew', async () => {
  await pool().query('drop index papers_text_idx')
  const reader = new pg.Client({ connectionString: pool().options.connectionString ?? '' })
  await reader.connect()
  try {
    // Making it waits for whoever reads.
    await reader.query('begin isolation level repeatable read; select count(*) from papers')
    const stop = new AbortController()
    const making = expect(mendTextIndex(stop.signal)).rejects.toThrow('stopped')
    await eventually(async () => (await definition()) !== undefined)
    stop.abort(new Error('stopped'))
    await making
    expect(await hasTextIndex()).toBe(false)
  } finally {
    await reader.end()
  }
  await eventually(mendTextIndex)
  expect(await hasTextIndex()).toBe(true)
})

test('a first import of very many papers sets it aside, and makes it again', async () => {
  const line = (number: number) =>
    JSON.stringify({
      ...{ id: `2611.${String(number).padStart(5, '0')}`, title: `Paper ${number}`, abstract: 'Words. '.repeat(80) },
      ...{ authors: ['Ada Lovelace'], categories: ['math.CO'] },
    })
  const path = join(folder, 'papers.jsonl')
  writeFileSync(path, Array.from({ length: 16_000 }, (_, index) => line(index + 1)).join('\n'))
  let made = 0
  const deps = { format: 'jsonl', clock, onMakingIndex: () => (made += 1) } as const
  expect(await runImport(await openBulkFile(path), deps)).toMatchObject({ added: 16_000, rejected: [] })
  expect(made).toBe(1)
  expect(await hasTextIndex()).toBe(true)
  expect(await isAnalyzed()).toBe(true)
  expect((await search('"paper 77"')).hits).toMatchObject([{ id: '2611.00077' }])
  expect(await runImport(await openBulkFile(path), deps)).toMatchObject({ unchanged: 16_000 })
  expect(made, 'nothing new').toBe(1)
}, 60_000)
