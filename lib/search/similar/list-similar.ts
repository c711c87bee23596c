import { db } from '../../database/client'
import { listByIds } from '../../papers/find-paper'
import type { PaperSummary } from '../../papers/types'

/** A similar paper, with the words that both share. */
export interface ShownSimilar {
  paper: PaperSummary
  words: string[]
}

/** The papers most similar to one, best first; none while they are not worked out. Withdrawn and merged ones are left out. */
export async function listSimilar(id: string): Promise<ShownSimilar[]> {
  const row = await db().similarPapers.findUnique({ where: { paperId: id } })
  if (!row) return []
  const words = new Map(row.ids.map((similar, index) => [similar, (row.words[index] ?? '').split(' ').filter(Boolean)]))
  const papers = await listByIds(row.ids)
  return papers
    .filter(({ withdrawn, mergedInto }) => !withdrawn && !mergedInto)
    .map((paper) => ({ paper, words: words.get(paper.id) ?? [] }))
}
