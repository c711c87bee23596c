import { connect, db, disconnect } from '@/lib/database/client'
import { freePort } from '@/lib/database/server-address'
import { readSamplePapers } from '@/lib/ingest/sample'
import { addPapers } from '@/lib/papers/add-papers'
import type { PaperDraft } from '@/lib/papers/types'
import { countWords } from '@/lib/search/words/count-words'
import { runProgram } from '../../own/own-processes'
import { type ServerProcess, startServer } from './server-process'

/** A house of some hundred thousand papers knows each of their words from so many times more of them. */
const TIMES_MORE = 1_500

/** On which the house's papers were announced. */
export const ANNOUNCED = '2026-11-20'

/**
 * More papers than a page holds: the sample, once more under other identifiers, and in the search index, with their words counted, as the
 * worker of a house does within seconds; as often as in a large house, since each word of a small one may be a slip.
 * @returns the identifier of one of them
 */
export async function fillWithPapers(url: string, dataDir: string): Promise<string> {
  const papers = readSamplePapers()
  const again = papers.map(
    (paper, place): PaperDraft => ({ ...paper, id: `2611.${String(place + 1).padStart(5, '0')}` }),
  )
  connect(url)
  const all = [...papers, ...again]
  const announcements = all.flatMap(({ id, categories: [category] }) =>
    category ? [{ paperId: id, category, day: ANNOUNCED, type: 'new' as const }] : [],
  )
  await addPapers(all, new Date(), { kind: 'record', announcements })
  await countWords()
  await db().$executeRaw`update corpus_words set papers = papers * ${TIMES_MORE}::int`
  await disconnect()
  const environment = { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir }
  await runProgram(['--import', 'tsx', 'scripts/search-rebuild.ts'], environment)
  return '2611.00001'
}

/** The real web process over this database, on a free port. @param more of its environment */
export async function startWeb(
  databaseUrl: string,
  dataDir: string,
  more: Record<string, string> = {},
): Promise<ServerProcess> {
  const port = String(await freePort())
  const environment = {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: port,
    BASE_URL: `http://localhost:${port}`,
    ...more,
  }
  return startServer(['scripts/web.ts'], `http://127.0.0.1:${port}/healthz`, environment)
}
