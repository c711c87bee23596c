import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
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
  const row = await db().paper.findUnique({ where: { id }, select: recordSelect })
  return row && toRecord(row)
}

/** Papers by id with all that is known of them, in the order of the ids; those that are not here are left out. */
export async function listRecords(ids: string[]): Promise<PaperRecord[]> {
  const rows = await db().paper.findMany({ where: { id: { in: ids } }, select: recordSelect })
  return inOrder(ids, rows).map(toRecord)
}

/** Papers by id, in the order of the ids; those that are not here are left out. */
export async function listByIds(ids: string[]): Promise<PaperSummary[]> {
  const rows = await db().paper.findMany({ where: { id: { in: ids } }, select: summarySelect })
  return inOrder(ids, rows).map(toSummary)
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
