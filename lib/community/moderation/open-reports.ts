import type { ReportReason } from '../comments/report'

/** Rows of a queue, and reports on one of them. */
export const SHOWN = 50

/** A report that nobody settled. */
export interface OpenReport {
  at: Date
  /** What the reader is called who asked; null: they chose no name. */
  by: string | null
  reason: ReportReason
  note: string
}

/** What a queue reads of the open reports on one thing, the oldest first. */
export const OPEN_REPORTS = {
  where: { settledAt: null },
  select: { at: true, reason: true, note: true, reader: { select: { name: true } } },
  orderBy: { at: 'asc' },
  take: SHOWN,
} as const

interface Row {
  at: Date
  reason: string
  note: string
  reader: { name: string | null }
}

/** A row of `OPEN_REPORTS` as a queue shows it. */
export const openReport = ({ at, reason, note, reader }: Row): OpenReport => ({
  ...{ at, note },
  reason: reason as ReportReason,
  by: reader.name,
})
