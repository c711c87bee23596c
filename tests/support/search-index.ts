import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type KeepDeps, type Kept, keepIndex } from '@/lib/search/index/keep-index'
import { parseQuery } from '@/lib/search/query/parse'
import { searchPapers } from '@/lib/search/search-papers'
import { aClock, setSettings } from './settings'

export const SEARCHED_AT = '2026-11-29T12:00:00Z'

/** Gives a test file a folder of its own for the search index, and takes it away afterwards. */
export function useSearchFolder(database: { readonly url: string }) {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-search-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, ...useSearchIn({ SEARCH_URL: folder }, database) }
}

/** Settings by which the search index of a test file is kept in a place of its own. */
export function useSearchIn(environment: Record<string, string>, database: { readonly url: string }) {
  beforeAll(() => {
    setSettings({ ...environment, NOW: SEARCHED_AT }, aClock(SEARCHED_AT))
  })
  const keep = (more: Pick<KeepDeps, 'anew' | 'wait'> & { now?: Date } = {}): Promise<Kept> =>
    keepIndex({
      databaseUrl: database.url,
      now: new Date(),
      signal: new AbortController().signal,
      ...more,
    })
  return { environment, keep }
}

/** The ids that a search finds, in their order. */
export async function found(text: string): Promise<string[]> {
  return (await searchPapers(parseQuery(text), { limit: 50 })).hits.map(({ id }) => id)
}

/** As a process that just started: readers look for what changed once a second, and keep in memory what they read. */
export function forgetReader(): void {
  Object.assign(globalThis, { broadsheetIndex: undefined, broadsheetLance: undefined })
}
