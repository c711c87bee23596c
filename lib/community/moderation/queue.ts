import { db } from '../../database/client'
import { OPEN_REPORTS, type OpenReport, openReport, SHOWN } from './open-reports'

/** A comment that somebody asks moderators to look at. */
export interface Reported {
  id: string
  paperId: string
  /** Null: the account is gone. */
  author: string | null
  html: string
  createdAt: Date
  isHidden: boolean
  /** Its thread is closed. */
  isLocked: boolean
  reports: OpenReport[]
}

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
      reports: OPEN_REPORTS,
    },
    orderBy: { createdAt: 'asc' },
    take: SHOWN,
  })
  const paperIds = [...new Set(rows.map(({ paperId }) => paperId))]
  const locks = await db().threadLock.findMany({ where: { paperId: { in: paperIds } }, select: { paperId: true } })
  const locked = new Set(locks.map(({ paperId }) => paperId))
  return rows.map(({ reader, hiddenAt, reports, ...row }) => ({
    ...row,
    author: reader?.name ?? null,
    isHidden: hiddenAt !== null,
    isLocked: locked.has(row.paperId),
    reports: reports.map(openReport),
  }))
}
