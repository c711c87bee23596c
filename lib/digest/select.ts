import type { PaperSummary } from '../papers/types'
import { listOf } from '../subscriptions/describe'
import { parseCursor } from '../views/cursor'
import { listView } from '../views/list-view'

/** Papers of one mail: what is read over a coffee, and what a mail program shows whole. */
export const PAPERS_PER_MAIL = 15
/** How deep into a view an issue looks for papers that a reader was not sent yet. */
const MAX_DEPTH = 1_000
const PAGE = 100

/** For each of these readers, which of these papers they were sent already. */
export type SentAmong = (paperIds: string[]) => Promise<{ readerId: string; paperId: string }[]>

/** The papers of an issue. */
export interface Selection {
  /** What a reader gets who was sent nothing before. */
  edition: PaperSummary[]
  byReader: Map<string, PaperSummary[]>
}

/**
 * From the top of a view, the first papers that each reader was not sent yet. Pages are read only as deep as somebody needs them.
 */
export async function selectUnseen(view: string, readerIds: string[], sentAmong: SentAmong): Promise<Selection> {
  const byReader = new Map<string, PaperSummary[]>(readerIds.map((id) => [id, []]))
  let edition: PaperSummary[] = []
  for await (const page of pagesOf(view)) {
    if (edition.length === 0) edition = page.slice(0, PAPERS_PER_MAIL)
    addUnseen(byReader, page, await sentAmong(page.map(({ id }) => id)))
    if ([...byReader.values()].every((papers) => papers.length === PAPERS_PER_MAIL)) break
  }
  return { edition, byReader }
}

/** Fills up each reader's papers from one page, in its order. */
export function addUnseen<P extends { id: string }>(
  byReader: Map<string, P[]>,
  page: readonly P[],
  sent: readonly { readerId: string; paperId: string }[],
): void {
  const isSent = new Set(sent.map(({ readerId, paperId }) => `${readerId} ${paperId}`))
  for (const [readerId, papers] of byReader) {
    const unseen = page.filter(({ id }) => !isSent.has(`${readerId} ${id}`))
    papers.push(...unseen.slice(0, PAPERS_PER_MAIL - papers.length))
  }
}

async function* pagesOf(address: string): AsyncGenerator<PaperSummary[]> {
  const { view, minVotes } = listOf(address)
  let after: string | null = null
  for (let depth = 0; depth < MAX_DEPTH; depth += PAGE) {
    const { papers, next } = await listView(view, {
      limit: PAGE,
      minVotes,
      after: after === null ? null : parseCursor(after),
    })
    // A withdrawn paper is nothing to wake somebody up for.
    yield papers.filter(({ withdrawn }) => !withdrawn)
    if (next === null) return
    after = next
  }
}
