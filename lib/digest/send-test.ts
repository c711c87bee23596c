import type { Prisma } from '@/generated/prisma/client'
import { enqueueMail } from '../outbox/enqueue'
import { slotDay } from '../subscriptions/slots'
import { NIL_UUID } from '../uuid'
import { IssueContent } from './content'

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
  // Nobody's: the links of a test lead to pages that say so.
  const content = {
    issueId,
    subscriptionId: NIL_UUID,
    papers,
    day: slotDay(issue.slotAt, 'UTC'),
    mark: 'test' as const,
  }
  await enqueueMail(tx, { kind: 'copy', recipient, subscriptionId: null, content }, now)
  return true
}
