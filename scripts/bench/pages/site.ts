import { connect } from '@/lib/database/client'
import { upvote } from '@/lib/papers/votes'
import { mark, unmark } from '@/lib/reading/marks'
import { moveVisit } from '@/lib/reading/visits'
import { listView } from '@/lib/views/list-view'
import { aReader, aSession } from '@/tests/support/factories'
import { openOwnDatabase } from '../../own/own-database'
import { fillWithPapers, startWeb } from './filled-house'
import type { ServerProcess } from './server-process'

/** Words that stand in more abstracts than a page holds, so that each search gives a full page. */
export const FULL_SEARCH = 'model or method or result or show or data'

const READERS = 4

/** The real web process over a database of its own. */
export interface Site {
  web: ServerProcess
  /** For files of the benchmark's own; gone afterwards. */
  folder: string
  /** Of a full page. */
  papers: Awaited<ReturnType<typeof listView>>['papers']
  /** What `FULL_SEARCH` finds. */
  found: Awaited<ReturnType<typeof listView>>['papers']
  /** Readers who are signed in, each with some votes, saved papers and a last visit: the `Cookie` header, and one more act of theirs. */
  readers: { cookie: string; act: () => Promise<unknown> }[]
  /** The header of the first. */
  cookie: string
  close(): Promise<void>
}

/** Opens one with more papers than a page holds, and a reader. @param more of the web process's environment */
export async function openSite(more: Record<string, string> = {}): Promise<Site> {
  const database = await openOwnDatabase({ name: 'bench', durable: true })
  const folder = database.dataDir
  try {
    await fillWithPapers(database.url, folder)
    connect(database.url)
    const [{ papers }, { papers: found }] = [await listView({ kind: 'newest' }), await search()]
    const readers = await Promise.all(Array.from({ length: READERS }, () => signedIn(papers)))
    const web = await startWeb(database.url, folder, more)
    const close = async () => {
      await web.stop()
      await database.close()
    }
    return { web, folder, papers, found, readers, cookie: readers[0]?.cookie ?? '', close }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Somebody in the middle of a day: every seventh paper voted for, others saved or put away. */
async function signedIn(papers: Site['papers']): Promise<Site['readers'][number]> {
  const reader = await aReader()
  const now = new Date()
  const ids = papers.map(({ id }) => id)
  for (const [place, id] of ids.entries()) {
    if (place % 7 === 0) await upvote(id, reader, now, 0)
    if (place % 9 === 1) await mark('saved', id, reader.id, now)
    if (place % 11 === 2) await mark('dismissed', id, reader.id, now)
  }
  await moveVisit(reader.id, '/', new Date(now.getTime() - 86_400_000), now)
  const [last = ''] = ids.slice(-1)
  let isSaved = false
  const act = () => {
    isSaved = !isSaved
    return isSaved ? mark('saved', last, reader.id, now) : unmark('saved', last, reader.id)
  }
  return { cookie: (await aSession(reader)).cookie, act }
}

const search = () => listView({ kind: 'search', query: FULL_SEARCH })
