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

/** One paper by its canonical identifier; null when it is not here. */
export async function findPaper(id: string): Promise<PaperRecord | null> {
  const row = await db().paper.findUnique({
    where: { id },
    select: {
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
    },
  })
  if (!row) return null
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

/** Papers by id, in the order of the ids; those that are not here are left out. */
export async function listByIds(ids: string[]): Promise<PaperSummary[]> {
  const rows = await db().paper.findMany({ where: { id: { in: ids } }, select: summarySelect })
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? []).map(toSummary)
}
