import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeEach, expect, test } from 'vitest'
import { fixedClock } from '@/lib/clock'
import { db } from '@/lib/database/client'
import { InputError } from '@/lib/errors'
import { openBulkFile } from '@/lib/ingest/bulk-file'
import { isNothing, isUnusable } from '@/lib/ingest/import-report'
import { notePosition } from '@/lib/ingest/positions'
import { runImport } from '@/lib/ingest/run-import'
import { plainLine, useBulkFiles } from '../support/bulk-files'
import { useTestDatabase } from '../support/database'
import { eventually } from '../support/eventually'

useTestDatabase()

const { folder, fileOf } = useBulkFiles()
beforeEach(() => db().paper.deleteMany())

const clock = fixedClock('2026-11-20T08:00:00Z')

test('a faulty line behind those that are stored is named by its place in the whole file, packed or not', async () => {
  for (const gzip of [false, true]) {
    const lines = Array.from({ length: 1200 }, (_, index) => plainLine(index + 1))
    const file = await fileOf(lines.with(1099, '{}'), { gzip })
    await notePosition(`jsonl:${file.fingerprint}`, 500, clock.now())
    const { skipped, rejected } = await runImport(file, { format: 'jsonl', clock })
    expect({ skipped, lines: rejected.map(({ line }) => line) }).toEqual({ skipped: 500, lines: [1100] })
  }
})

test('a file of another format is no success', async () => {
  const file = await fileOf([plainLine(1), plainLine(2)])
  expect(isUnusable(await runImport(file, { format: 'arxiv-dump', clock }))).toBe(true)
  expect(isUnusable(await runImport(file, { format: 'jsonl', clock }))).toBe(false)
  expect(isUnusable(await runImport(file, { format: 'jsonl', clock })), 'nothing new is a success').toBe(false)
})

test.each(['', '\n \n'])('a file without anything in it brings nothing, and is known: %j', async (text) => {
  const path = join(folder, 'empty.jsonl')
  writeFileSync(path, text)
  const report = await runImport(await openBulkFile(path), { format: 'jsonl', clock })
  expect(report).toMatchObject({ added: 0, rejectedLines: 0 })
  expect([isNothing(report), isUnusable(report)]).toEqual([true, false])
})

test('stopped in the midst, an import goes on where it was, also between blank lines', async () => {
  const file = await fileOf(Array.from({ length: 2500 }, (_, index) => [plainLine(index + 1), '']).flat(), {
    gzip: true,
  })
  const stop = new AbortController()
  const interrupted = expect(runImport(file, { format: 'jsonl', clock, signal: stop.signal })).rejects.toThrow(
    'stopped',
  )
  await eventually(async () => (await db().paper.count()) > 0, { everyMs: 5 })
  stop.abort(new Error('stopped'))
  await interrupted
  const stored = await db().paper.count()
  expect(stored).toBeGreaterThan(0)
  expect(stored).toBeLessThan(2500)
  const rest = await runImport(file, { format: 'jsonl', clock })
  expect(rest.skipped).toBeGreaterThanOrEqual(500)
  expect(rest.added).toBe(2500 - stored)
})

test('a damaged archive is refused in a sentence, and what stands before the damage is stored', async () => {
  const path = join(folder, 'broken.gz')
  const whole = gzipSync(Array.from({ length: 3000 }, (_, index) => plainLine(index + 1)).join('\n'))
  writeFileSync(path, whole.subarray(0, whole.length - 2000))
  const file = await openBulkFile(path)
  await expect(runImport(file, { format: 'jsonl', clock })).rejects.toThrow(/broken\.gz is damaged at line \d,\d{3}: /)
  const stored = await db().paper.count()
  expect(stored).toBeGreaterThan(1000)
  expect(stored % 500, 'also what is less than a chunk').not.toBe(0)
})

test('a line without end is refused by its place, and what stands before it is stored', async () => {
  const file = await fileOf([plainLine(1), plainLine(2), 'x'.repeat(4_200_000)])
  await expect(runImport(file, { format: 'jsonl', clock })).rejects.toThrow(/at line 3: it is longer/)
  expect(await db().paper.count()).toBe(2)
})

test('a file that is not there is told so', async () => {
  await expect(openBulkFile(join(folder, 'nothing'))).rejects.toThrow(InputError)
})

test('a mark of the byte order before the first line belongs to none', async () => {
  const report = await runImport(await fileOf([`\ufeff${plainLine(1)}`, plainLine(2)]), { format: 'jsonl', clock })
  expect(report).toMatchObject({ added: 2, rejectedLines: 0 })
})
