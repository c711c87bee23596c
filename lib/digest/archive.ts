import { db } from '../database/client'
import { listByIds } from '../papers/find-paper'
import type { PaperSummary } from '../papers/types'
import { listOf } from '../subscriptions/describe'
import { isUuid } from '../uuid'
import { type IssueCursor, issueCursorText } from './issue-cursor'

/** An issue as the public archive shows it. */
export interface PublicIssue {
  id: string
  view: string
  /** As `rhythmText` spells it. */
  rhythm: string
  heading: string
  slotAt: Date
  /** What somebody got who was sent nothing before. */
  paperIds: string[]
  /** Days whose listings it is made of. */
  covers: string[]
  /** Why it holds nothing, in a sentence; null: it holds papers. */
  reason: string | null
  /** Categories whose listing had not come in time. */
  missing: string[]
}

/** Columns of an issue that stand beside its content, so that a list of issues reads none of that. */
const select = {
  id: true,
  view: true,
  rhythm: true,
  heading: true,
  slotAt: true,
  edition: true,
  covers: true,
  reason: true,
  missing: true,
} as const

interface Asked {
  /** The last issue of the page before. */
  after?: IssueCursor | null
  /** On a page. */
  limit?: number
  /** Only those that were mailed. */
  onlyMailed?: boolean
}

const ISSUES_SHOWN = 60

/** A page of the public issues, newest first, also those that hold nothing and say why; `next`: the cursor of the page after it. */
export async function listIssues({
  after = null,
  limit = ISSUES_SHOWN,
  onlyMailed = false,
}: Asked = {}): Promise<{ issues: PublicIssue[]; next: string | null }> {
  const rows = await db().issue.findMany({
    where: {
      isPublic: true,
      ...(onlyMailed ? { reason: null } : {}),
      ...(after ? { OR: [{ slotAt: { lt: after.slotAt } }, { slotAt: after.slotAt, id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ slotAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    select,
  })
  const issues = rows.slice(0, limit).map(toPublic)
  const last = issues.at(-1)
  return { issues, next: last && rows.length > limit ? issueCursorText(last) : null }
}

/** One public issue with its papers as they are now; null when there is none. */
export async function findIssue(id: string): Promise<(PublicIssue & { papers: PaperSummary[] }) | null> {
  const row = isUuid(id) ? await db().issue.findUnique({ where: { id, isPublic: true }, select }) : null
  if (!row) return null
  const issue = toPublic(row)
  return { ...issue, papers: await listByIds(issue.paperIds) }
}

/** What somebody searches, and whom they follow, is their own business, and an issue of it would tell. */
export const isPublicList = (view: string): boolean =>
  ['trending', 'newest', 'category'].includes(listOf(view).view.kind)

type Row = Omit<PublicIssue, 'paperIds' | 'covers'> & { edition: string[]; covers: Date[] }

const toPublic = ({ edition, covers, ...issue }: Row): PublicIssue => ({
  ...issue,
  paperIds: edition,
  covers: covers.map((day) => day.toISOString().slice(0, 10)),
})
