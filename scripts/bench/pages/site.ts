import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, disconnect } from '@/lib/database/client'
import { openDatabase } from '@/lib/house/open-database'
import { listView } from '@/lib/views/list-view'
import { aReader, aSession } from '@/tests/support/factories'
import { fillWithPapers, startWeb } from './filled-house'
import type { ServerProcess } from './server-process'

/** Words that stand in more abstracts than a page holds, so that each search gives a full page. */
export const FULL_SEARCH = 'model or method or result or show or data'

/** The real web process over a database of its own. */
export interface Site {
  web: ServerProcess
  /** For files of the benchmark's own; gone afterwards. */
  folder: string
  /** Of a full page. */
  papers: Awaited<ReturnType<typeof listView>>['papers']
  /** What `FULL_SEARCH` finds. */
  found: Awaited<ReturnType<typeof listView>>['papers']
  /** The `Cookie` header of a reader who is signed in. */
  cookie: string
  close(): Promise<void>
}

/** Opens one with more papers than a page holds, and a reader. @param more of the web process's environment */
export async function openSite(more: Record<string, string> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
  const database = await openDatabase({ dataDir: folder, databaseUrl: undefined }, 'npm run bench')
  const closeDatabase = async () => {
    await disconnect()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await fillWithPapers(database.url)
    connect(database.url)
    const [{ papers }, { papers: found }] = [await listView({ kind: 'newest' }), await search()]
    const { cookie } = await aSession(await aReader())
    const web = await startWeb(database.url, folder, more)
    const close = async () => {
      await web.stop()
      await closeDatabase()
    }
    return { web, folder, papers, found, cookie, close }
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

const search = () => listView({ kind: 'search', query: FULL_SEARCH })
