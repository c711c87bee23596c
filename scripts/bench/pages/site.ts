import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, disconnect } from '@/lib/database/client'
import { freePort } from '@/lib/database/server-address'
import { openDatabase } from '@/lib/house/open-database'
import { readSamplePapers } from '@/lib/ingest/sample'
import { addPapers } from '@/lib/papers/add-papers'
import type { PaperDraft } from '@/lib/papers/types'
import { aReader, aSession } from '@/tests/support/factories'
import { type ServerProcess, startServer } from './server-process'

/** The real web process over a database of its own. */
export interface Site {
  web: ServerProcess
  /** For files of the benchmark's own; gone afterwards. */
  folder: string
  papers: string[]
  /** The `Cookie` header of a reader who is signed in. */
  cookie: string
  close(): Promise<void>
}

/** Opens one with more papers than a page holds, and a reader. @param environment of the web process, beside what it needs */
export async function openSite(environment: Record<string, string> = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'))
  const database = await openDatabase({ dataDir: folder, databaseUrl: undefined }, 'npm run bench')
  const closeDatabase = async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    connect(database.url)
    const papers = await fill()
    const { cookie } = await aSession(await aReader())
    await disconnect()
    const web = await startWeb(database.url, folder, environment)
    const close = async () => {
      await web.stop()
      await closeDatabase()
    }
    return { web, folder, papers, cookie, close }
  } catch (error) {
    await closeDatabase()
    throw error
  }
}

/** The sample papers, and the same once more under other identifiers. */
async function fill(): Promise<string[]> {
  const papers = readSamplePapers()
  const again = papers.map(
    (paper, place): PaperDraft => ({ ...paper, id: `2611.${String(place + 1).padStart(5, '0')}` }),
  )
  await addPapers([...papers, ...again], new Date(), { kind: 'record' })
  return [...papers, ...again].map(({ id }) => id)
}

async function startWeb(
  databaseUrl: string,
  dataDir: string,
  environment: Record<string, string>,
): Promise<ServerProcess> {
  const port = String(await freePort())
  return startServer(['scripts/web.ts'], `http://127.0.0.1:${port}/healthz`, {
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    PORT: port,
    BASE_URL: `http://localhost:${port}`,
    ...environment,
  })
}
