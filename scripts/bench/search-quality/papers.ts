import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { linesOf, openBulkFile } from '@/lib/ingest/bulk-file'
import { readBulkLine } from '@/lib/ingest/bulk-formats'
import { madePapers } from '../search/corpus'

/** A paper as the bench stores it. */
export interface BenchPaper {
  id: string
  title: string
  abstract: string
  authors: string[]
  categories: string[]
  comments: string | null
  submittedAt: Date
  votes: number
}

/** The first papers of a file of the arXiv metadata snapshot, or of all such files of a folder, in their order. Lines that are none are passed over. */
export async function* snapshotPapers(path: string, limit: number): AsyncGenerator<BenchPaper> {
  const seen = new Set<string>()
  for (const file of filesAt(path))
    for await (const line of linesOf(await openBulkFile(file), () => undefined)) {
      const read = readBulkLine(line, 'arxiv-dump', new Date())
      if (!('draft' in read) || seen.has(read.draft.id)) continue
      const { id, titleSource, abstractSource, authors, categories, comments, submittedAt } = read.draft
      seen.add(id)
      yield {
        id,
        title: titleSource.replace(/\s+/g, ' ').trim(),
        abstract: abstractSource.replace(/\s+/g, ' ').trim(),
        authors: authors ?? [],
        categories: categories ?? [],
        comments: comments ?? null,
        submittedAt: submittedAt ?? new Date(0),
        votes: 0,
      }
      if (seen.size >= limit) return
    }
}

/** Papers that nobody wrote: their words follow Zipf's law, and those of a topic stand together. */
export async function* madeUpPapers(count: number): AsyncGenerator<BenchPaper> {
  for (const paper of madePapers(count)) yield { ...paper, comments: null }
}

export const hasSnapshot = (path: string): boolean => existsSync(path) && filesAt(path).length > 0

function filesAt(path: string): string[] {
  if (/\.jsonl?(\.gz)?$/.test(path)) return [path]
  return readdirSync(path)
    .filter((name) => /\.jsonl?(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(path, name))
}
