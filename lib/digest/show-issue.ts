import { config } from '../config'
import { db } from '../database/client'
import { messageIdOf } from '../mail/headers'
import { renderMail } from '../mail/render'
import { mailDocument, type ShownMail } from '../mail/show'
import { slotDay } from '../subscriptions/slots'
import { findIssue } from './archive'
import { DeliveryContent, digestOf, IssueContent } from './content'
import { withFigures } from './inline-figures'

/** The mail of a public issue as somebody new got it: its frozen words, and no link of anybody's own; null when there is none. */
export async function showIssue(id: string): Promise<ShownMail | null> {
  const issue = await findIssue(id)
  if (!issue || issue.paperIds.length === 0) return null
  const { content } = await db().issue.findUniqueOrThrow({ where: { id }, select: { content: true } })
  const own = DeliveryContent.parse({ papers: issue.paperIds, day: slotDay(issue.slotAt, 'UTC') })
  const { mailFrom, baseUrl } = config()
  const envelope = { recipient: mailFrom, from: mailFrom, messageId: messageIdOf(id, baseUrl), date: issue.slotAt }
  const { digest, inline } = await withFigures(digestOf(IssueContent.parse(content), own))
  return mailDocument(renderMail('digest', digest, envelope).html, inline)
}
