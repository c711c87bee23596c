import type { Table } from '@lancedb/lancedb'
import { inTime } from './lance'
import { quoted } from './lance-sql'

const MAX_KEPT = 20_000

/** How many papers hold a word. */
export interface IndexedWords {
  /** Of words that the index does not know, 1. */
  countPapers(stems: readonly string[]): Promise<Map<string, number>>
}

/** Reads counts from the index; those that were asked for are kept. */
export function openWords(table: Table): IndexedWords {
  const kept = new Map<string, number>()
  return {
    async countPapers(stems) {
      const unknown = [...new Set(stems)].filter((stem) => !kept.has(stem))
      const found = new Map(unknown.length > 0 ? await counts(table, unknown) : [])
      if (kept.size > MAX_KEPT) kept.clear()
      for (const stem of unknown) kept.set(stem, found.get(stem) ?? 1)
      return new Map(stems.map((stem) => [stem, kept.get(stem) ?? found.get(stem) ?? 1]))
    },
  }
}

async function counts(table: Table, stems: readonly string[]): Promise<[string, number][]> {
  const named = table.query().where(`stem in (${stems.map(quoted).join(', ')})`)
  const asked = named.select(['stem', 'papers']).limit(stems.length).toArray()
  const rows: { stem: string; papers: number }[] = await inTime(asked)
  return rows.map(({ stem, papers }) => [stem, papers])
}
