import type { Prisma } from '@/generated/prisma/client'
import { db, pool } from '../database/client'
import { findRemarks, REMARKS } from './remarks'
import { summarySelect, toSummary } from './select-summary'
import type { AnnouncementType, PaperSummary } from './types'

/** Everything that the page of one paper shows. */
export interface PaperRecord extends PaperSummary {
  titleSource: string
  abstractSource: string
  doi: string | null
  journalRef: string | null
  license: string | null
  /** Newest day first. */
  announcements: { category: string; day: string; type: AnnouncementType }[]
}

const recordSelect = {
  ...summarySelect,
  titleSource: true,
  abstractSource: true,
  doi: true,
  journalRef: true,
  license: true,
  announcements: {
    select: { category: true, day: true, type: true },
    orderBy: [{ day: 'desc' }, { category: 'asc' }],
  },
} satisfies Prisma.PaperSelect

/** One paper by its canonical identifier; null when it is not here. */
export async function findPaper(id: string): Promise<PaperRecord | null> {
  const [row, remarks] = await Promise.all([
    db().paper.findUnique({ where: { id }, select: recordSelect }),
    findRemarks(id),
  ])
  return row && { ...toRecord(row), ...remarks }
}

/** Papers by id with all that is known of them, in the order of the ids; those that are not here are left out. */
export async function listRecords(ids: string[]): Promise<PaperRecord[]> {
  const rows = await db().paper.findMany({ where: { id: { in: ids } }, select: recordSelect })
  return inOrder(ids, rows).map(toRecord)
}

/** The columns of a `PaperSummary`, from `papers p` and its `paper_standings s`: for lists that read them in their own statement. */
export const SUMMARY_COLUMNS = `p.id, p.version, p.title, p.title_html as "titleHtml", p.abstract, coalesce(p.abstract_html, p.abstract) as "abstractHtml", p.authors, p.categories,
    p.primary_category as "primaryCategory", p.comments, p.submitted_at as "submittedAt", p.updated_at as "updatedAt",
    p.announced_at as "announcedAt", p.first_seen_at as "firstSeenAt", p.withdrawn, p.sample, coalesce(s.votes, 0) as votes, coalesce(s.comments, 0) as discussed, s.merged_into as "mergedInto",
    ${REMARKS}`

const SUMMARIES = `
  select ${SUMMARY_COLUMNS} from papers p left join paper_standings s on s.paper_id = p.id where p.id = any($1)`

/**
 * Papers by id, in the order of the ids; those that are not here are left out. Every list asks it: one prepared statement to the driver
 * costs a third of what Prisma makes of the two tables.
 */
export async function listByIds(ids: string[]): Promise<PaperSummary[]> {
  if (ids.length === 0) return []
  const { rows } = await pool().query<PaperSummary>({ name: 'summaries', text: SUMMARIES, values: [ids] })
  return inOrder(ids, rows)
}

function inOrder<Row extends { id: string }>(ids: string[], rows: Row[]): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function toRecord(row: Prisma.PaperGetPayload<{ select: typeof recordSelect }>): PaperRecord {
  const { announcements, titleSource, abstractSource, doi, journalRef, license, ...summary } = row
  return {
    ...toSummary(summary),
    titleSource,
    abstractSource,
    doi,
    journalRef,
    license,
    announcements: announcements.map(({ category, day, type }) => ({
      category,
      day: day.toISOString().slice(0, 10),
      type: type === 'replace_cross' ? 'replace-cross' : type,
    })),
  }
}
