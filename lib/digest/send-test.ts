import type { Prisma } from '@/generated/prisma/client'
import { enqueueMail } from '../outbox/enqueue'
import { slotDay } from '../subscriptions/slots'
import { IssueContent } from './content'

/** Nobody's: the links of a test lead to pages that say so. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/**
 * Sends an issue, as somebody new would get it, to an operator's own address: marked as a test, counted nowhere.
 * @returns false when there is no such issue, or it holds no paper
 */
export async function sendTest(
  tx: Prisma.TransactionClient,
  issueId: string,
  recipient: string,
  now: Date,
): Promise<boolean> {
  const issue = await tx.issue.findUnique({ where: { id: issueId } })
  const papers = issue ? IssueContent.parse(issue.content).edition : []
  if (!issue || papers.length === 0) return false
  const content = { issueId, subscriptionId: NOBODY, papers, day: slotDay(issue.slotAt, 'UTC'), mark: 'test' as const }
  await enqueueMail(tx, { kind: 'copy', recipient, subscriptionId: null, content }, now)
  return true
}
