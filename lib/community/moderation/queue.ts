import { db } from '../../database/client'
import type { ReportReason } from '../comments/report'

/** A comment that somebody asks moderators to look at. */
export interface Reported {
  id: string
  paperId: string
  /** Null: the account is gone. */
  author: string | null
  html: string
  createdAt: Date
  isHidden: boolean
  reports: { at: Date; by: string | null; reason: ReportReason; note: string }[]
}

const SHOWN = 50

/** Comments with reports that nobody settled, those first that wait longest. */
export async function listReported(): Promise<Reported[]> {
  const rows = await db().comment.findMany({
    where: { deletedAt: null, reports: { some: { settledAt: null } } },
    select: {
      id: true,
      paperId: true,
      html: true,
      createdAt: true,
      hiddenAt: true,
      reader: { select: { name: true } },
      reports: {
        where: { settledAt: null },
        select: { at: true, reason: true, note: true, reader: { select: { name: true } } },
        orderBy: { at: 'asc' },
        take: SHOWN,
      },
    },
    orderBy: { createdAt: 'asc' },
    take: SHOWN,
  })
  return rows.map(({ reader, hiddenAt, reports, ...row }) => ({
    ...row,
    author: reader?.name ?? null,
    isHidden: hiddenAt !== null,
    reports: reports.map(({ reader: by, reason, ...report }) => ({
      ...report,
      reason: reason as ReportReason,
      by: by.name,
    })),
  }))
}
