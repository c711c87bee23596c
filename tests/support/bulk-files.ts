import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'
import { openBulkFile } from '@/lib/ingest/bulk-file'

/** A line of a file to import. */
export const plainLine = (number: number) =>
  JSON.stringify({
    id: `2611.${String(number).padStart(5, '0')}`,
    title: `Paper ${number}`,
    abstract: 'Words.',
    authors: ['Paul Erd\\H{o}s'],
    categories: ['math.CO'],
    submitted: '2026-11-18T10:00:00Z',
  })

/** Files to import, in a folder that is gone after the tests. */
export function useBulkFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-import-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  return {
    folder,
    async fileOf(lines: string[], { gzip = false } = {}) {
      const path = join(folder, gzip ? 'papers.jsonl.gz' : 'papers.jsonl')
      const text = `${lines.join('\n')}\n`
      writeFileSync(path, gzip ? gzipSync(text) : text)
      return openBulkFile(path)
    },
  }
}
