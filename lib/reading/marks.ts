import type { MarkKind } from '@/generated/prisma/client'
import { db } from '../database/client'
import { heldReader } from '../papers/hold-reader'

export type { MarkKind }

/**
 * Saves a paper, or puts it out of sight. Made again, a mark keeps its first instant; one statement, so any number at once makes one.
 * @returns false when the paper is not here
 */
export async function mark(kind: MarkKind, paperId: string, readerId: string, now: Date): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ isHere: boolean }]>`
    with ${heldReader(readerId)}, paper as (
      select id from papers where id = ${paperId}
    ), made as (
      insert into marks (reader_id, kind, paper_id, marked_at)
      select held.id, ${kind}::mark_kind, paper.id, ${now}::timestamptz from held, paper
      on conflict do nothing
    )
    select exists (select from paper) as "isHere"`
  return row.isHere
}

/** Takes a mark back; without one nothing changes. @returns false when the paper is not here */
export async function unmark(kind: MarkKind, paperId: string, readerId: string): Promise<boolean> {
  const [row] = await db().$queryRaw<[{ isHere: boolean }]>`
    with ${heldReader(readerId)}, taken as (
      delete from marks using held where reader_id = held.id and kind = ${kind}::mark_kind and paper_id = ${paperId}
    )
    select exists (select from papers where id = ${paperId}) as "isHere"`
  return row.isHere
}
