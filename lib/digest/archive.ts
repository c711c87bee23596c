import { db } from '../database/client'
import { listByIds } from '../papers/find-paper'
import type { PaperSummary } from '../papers/types'
import { listOf } from '../subscriptions/describe'
import { IssueContent } from './content'

/** An issue as the public archive shows it. */
export interface PublicIssue {
  id: string
  view: string
  heading: string
  slotAt: Date
  paperIds: string[]
}

const ISSUES_SHOWN = 60
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The newest public issues, newest first. */
export async function listIssues(): Promise<PublicIssue[]> {
  const rows = await db().issue.findMany({
    where: { OR: [{ view: { in: ['/', '/papers/new'] } }, { view: { startsWith: '/categories/' } }] },
    orderBy: [{ slotAt: 'desc' }, { id: 'asc' }],
    take: ISSUES_SHOWN,
  })
  return rows.map(toPublic)
}

/** One public issue with its papers as they are now; null when there is none. */
export async function findIssue(id: string): Promise<(PublicIssue & { papers: PaperSummary[] }) | null> {
  const row = UUID.test(id) ? await db().issue.findUnique({ where: { id } }) : null
  if (!row || !isPublic(row.view)) return null
  const issue = toPublic(row)
  return { ...issue, papers: await listByIds(issue.paperIds) }
}

function toPublic(row: { id: string; view: string; slotAt: Date; content: unknown }): PublicIssue {
  const { heading, edition } = IssueContent.parse(row.content)
  return { id: row.id, view: row.view, heading, slotAt: row.slotAt, paperIds: edition }
}

/** What somebody searches, and whom they follow, is their own business, and an issue of it would tell. */
const isPublic = (view: string) => ['trending', 'newest', 'category'].includes(listOf(view).view.kind)
