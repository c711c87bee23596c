import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { listByIds, listRecords, type PaperRecord } from '../papers/find-paper'
import type { PaperSummary } from '../papers/types'
import { type Cursor, cursorText, placeOf } from '../views/cursor'

/** Entries on one page of the reading list. */
const PAGE_SIZE = 50
/** Entries of an export: the newest saves. */
const EXPORT_SIZE = 1_000

export interface ReadingListPage {
  papers: PaperSummary[]
  /** All saved papers. */
  total: number
  /** How many of them stand on the pages before this one. */
  before: number
  /** The cursor of the next page, as text; null at the end. */
  next: string | null
}

/** One page of what a reader saved, newest save first. A cursor's `listedAt` is the instant of the save. */
export async function listSaved(
  readerId: string,
  { after = null, limit = PAGE_SIZE }: { after?: Cursor | null; limit?: number } = {},
): Promise<ReadingListPage> {
  const place = after && placeOf(after)
  const isBelow = place
    ? Prisma.sql`(marked_at, paper_id) < (${place.listedAt}::timestamptz, ${place.id})`
    : Prisma.sql`true`
  const [rows, [counts]] = await Promise.all([
    db().$queryRaw<{ id: string; markedAt: Date }[]>`
      select paper_id as "id", marked_at as "markedAt" from marks
      where reader_id = ${readerId} and kind = 'saved' and ${isBelow}
      order by marked_at desc, paper_id desc limit ${limit + 1}`,
    db().$queryRaw<[{ total: number; before: number }]>`
      select count(*)::int as total, (count(*) filter (where not (${isBelow})))::int as before
      from marks where reader_id = ${readerId} and kind = 'saved'`,
  ])
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    papers: await listByIds(shown.map(({ id }) => id)),
    ...counts,
    next: last && rows.length > limit ? cursorText({ score: null, listedAt: last.markedAt, id: last.id }) : null,
  }
}

/** What a reader saved, with everything a citation needs; newest save first, at most `EXPORT_SIZE`. */
export async function exportSaved(readerId: string): Promise<PaperRecord[]> {
  const saved = await db().mark.findMany({
    where: { readerId, kind: 'saved' },
    select: { paperId: true },
    orderBy: [{ markedAt: 'desc' }, { paperId: 'desc' }],
    take: EXPORT_SIZE,
  })
  return listRecords(saved.map(({ paperId }) => paperId))
}
