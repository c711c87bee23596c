import type { MarkKind } from '@/generated/prisma/client'
import { db } from '../database/client'

export type { MarkKind }

/**
 * Saves a paper, or puts it out of sight. Made again, a mark keeps its first instant; one statement, so any number at once makes one.
 * @returns false when the paper is not here
 */
export async function mark(kind: MarkKind, paperId: string, readerId: string, now: Date): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ isHere: boolean }]>`
    with paper as (
      select id from papers where id = ${paperId}
    ), made as (
      insert into marks (reader_id, kind, paper_id, marked_at)
      select ${readerId}, ${kind}::mark_kind, id, ${now}::timestamptz from paper
      on conflict do nothing
    )
    select exists (select from paper) as "isHere"`
  return row.isHere
}

/** Takes a mark back; without one nothing changes. @returns false when the paper is not here */
export async function unmark(kind: MarkKind, paperId: string, readerId: string): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ isHere: boolean }]>`
    with taken as (
      delete from marks where reader_id = ${readerId} and kind = ${kind}::mark_kind and paper_id = ${paperId}
    )
    select exists (select from papers where id = ${paperId}) as "isHere"`
  return row.isHere
}

/** What a reader did with papers, by kind: the ids. */
export interface MarksAmong {
  voted: Set<string>
  saved: Set<string>
  dismissed: Set<string>
}

/** Of these papers, those that the reader upvoted, saved or dismissed. One query for a whole page. */
export async function marksAmong(readerId: string, paperIds: readonly string[]): Promise<MarksAmong> {
  const ids = [...paperIds]
  const rows = await db().$queryRaw<{ kind: keyof MarksAmong; id: string }[]>`
    select 'voted' as kind, paper_id as id from votes where reader_id = ${readerId} and paper_id = any(${ids}::text[])
    union all
    select kind::text, paper_id from marks where reader_id = ${readerId} and paper_id = any(${ids}::text[])`
  const among: MarksAmong = { voted: new Set(), saved: new Set(), dismissed: new Set() }
  for (const { kind, id } of rows) among[kind].add(id)
  return among
}
