import { db } from '../../database/client'
import type { SearchedText } from '../index/documents'
import { openReader } from '../index/reader'
import { findSimilar } from './find-similar'

const PAPERS_AT_A_TIME = 50
/** In one go; the others follow with the next. */
const MAX_PAPERS = 1_000

/**
 * Works out similar papers for those that have none yet, the newest first. Safe to run again, and beside itself.
 * @returns for how many
 */
export async function keepSimilar({ now, signal }: { now: Date; signal: AbortSignal }): Promise<number> {
  let made = 0
  while (made < MAX_PAPERS && !signal.aborted) {
    const reader = await openReader()
    const papers = reader ? await listWithout(PAPERS_AT_A_TIME) : []
    if (!reader || papers.length === 0) break
    const rows = []
    for (const paper of papers) {
      const similar = await findSimilar(reader, paper)
      rows.push({
        paperId: paper.id,
        ids: similar.map(({ id }) => id),
        words: similar.map(({ words }) => words.join(' ')),
        madeAt: now,
      })
    }
    await db().similarPapers.createMany({ data: rows, skipDuplicates: true })
    made += papers.length
  }
  return made
}

const listWithout = (limit: number): Promise<SearchedText[]> =>
  db().$queryRaw<SearchedText[]>`
    select p.id, p.title, p.abstract from paper_standings s join papers p on p.id = s.paper_id
    where not exists (select from similar_papers m where m.paper_id = s.paper_id)
    order by s.listed_at desc, s.paper_id desc limit ${limit}`
