import { db } from '../../database/client'
import { OPEN_REPORTS, type OpenReport, openReport, SHOWN } from './open-reports'

/** A list that somebody asks moderators to look at. */
export interface ReportedOne {
  id: string
  listKey: string
  name: string
  description: string | null
  /** What its keeper is called; null: they chose no name. */
  by: string | null
  /** The newest notes on it: what was reported may be one of them. */
  notes: string[]
  isHidden: boolean
  reports: OpenReport[]
}

/** Lists with reports that nobody settled. */
export async function listReportedLists(): Promise<ReportedOne[]> {
  const rows = await db().list.findMany({
    where: { visibility: { not: 'private' }, reports: { some: { settledAt: null } } },
    select: {
      id: true,
      key: true,
      name: true,
      description: true,
      hiddenAt: true,
      reader: { select: { name: true } },
      entries: {
        where: { note: { not: null } },
        select: { note: true },
        orderBy: [{ addedAt: 'desc' }, { paperId: 'desc' }],
        take: SHOWN,
      },
      reports: OPEN_REPORTS,
    },
    orderBy: { createdAt: 'asc' },
    take: SHOWN,
  })
  return rows.map(({ key, reader, hiddenAt, entries, reports, ...row }) => ({
    ...row,
    listKey: key,
    by: reader.name,
    notes: entries.flatMap(({ note }) => note ?? []),
    isHidden: hiddenAt !== null,
    reports: reports.map(openReport),
  }))
}
