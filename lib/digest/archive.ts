import type { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { listByIds } from '../papers/find-paper'
import type { PaperSummary } from '../papers/types'
import { listOf } from '../subscriptions/describe'
import { isUuid } from '../uuid'
import { IssueContent } from './content'

/** An issue as the public archive shows it. */
export interface PublicIssue {
  id: string
  view: string
  /** As `rhythmText` spells it. */
  rhythm: string
  heading: string
  slotAt: Date
  paperIds: string[]
  /** Days whose listings it is made of. */
  covers: string[]
  /** Why it holds nothing, in a sentence; null: it holds papers. */
  reason: string | null
  /** Categories whose listing had not come in time. */
  missing: string[]
}

const ISSUES_SHOWN = 60
/** How the addresses of public views begin; each stands alone or goes on with parameters. */
const PUBLIC_ROOTS = ['/', '/papers/new']

/** Issues whose list tells nothing of its readers. */
export const publicViews = {
  OR: [
    { view: { in: PUBLIC_ROOTS } },
    ...PUBLIC_ROOTS.map((root) => ({ view: { startsWith: `${root}?` } })),
    { view: { startsWith: '/categories/' } },
  ],
} satisfies Prisma.IssueWhereInput

/** The newest public issues, newest first, also those that hold nothing and say why. */
export async function listIssues(): Promise<PublicIssue[]> {
  const rows = await db().issue.findMany({
    where: publicViews,
    orderBy: [{ slotAt: 'desc' }, { id: 'asc' }],
    take: ISSUES_SHOWN,
  })
  return rows.map(toPublic)
}

/** One public issue with its papers as they are now; null when there is none. */
export async function findIssue(id: string): Promise<(PublicIssue & { papers: PaperSummary[] }) | null> {
  const row = isUuid(id) ? await db().issue.findUnique({ where: { id } }) : null
  if (!row || !isPublic(row.view)) return null
  const issue = toPublic(row)
  return { ...issue, papers: await listByIds(issue.paperIds) }
}

interface Row {
  id: string
  view: string
  rhythm: string
  slotAt: Date
  content: unknown
  covers: Date[]
  reason: string | null
  missing: string[]
}

function toPublic({ id, view, rhythm, slotAt, content, covers, reason, missing }: Row): PublicIssue {
  const { heading, edition } = IssueContent.parse(content)
  const days = covers.map((day) => day.toISOString().slice(0, 10))
  return { id, view, rhythm, heading, slotAt, paperIds: edition, covers: days, reason, missing }
}

/** What somebody searches, and whom they follow, is their own business, and an issue of it would tell. */
const isPublic = (view: string) => ['trending', 'newest', 'category'].includes(listOf(view).view.kind)
