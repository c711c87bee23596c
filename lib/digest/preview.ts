import { config } from '../config'
import { db } from '../database/client'
import type { Mail } from '../mail/mail'
import { renderMail } from '../mail/render'
import { mailDocument, type ShownMail } from '../mail/show'
import type { PaperSummary } from '../papers/types'
import { findSubscription } from '../subscriptions/changes'
import { nextSlot, slotDay } from '../subscriptions/slots'
import { digestOf, issueOf } from './content'
import { digestEnvelope } from './message'
import { selectUnseen } from './select'
import { sentAmong } from './sent-papers'

/** A mail that will come, as of now. */
export interface Preview {
  mail: Mail
  /** Its HTML, for a frame. */
  shown: ShownMail
  at: Date
}

interface Wish {
  view: string
  rhythm: string
  hour: number
  zone: string
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The next mail of somebody new with these wishes; null while there is no paper to send. */
export async function sampleDigest(wish: Wish, now: Date): Promise<Preview | null> {
  const { edition } = await selectUnseen(wish.view, [], async () => [])
  return previewOf({ ...wish, id: NOBODY }, edition, nextSlot(wish, now))
}

/** The next mail of a subscription; null when nothing waits that its reader was not sent yet, or there is no such subscription. */
export async function previewDigest(subscriptionId: string, now: Date): Promise<Preview | null> {
  const subscription = await findSubscription(subscriptionId)
  if (!subscription) return null
  const { readerId, view, nextDueAt } = subscription
  const { byReader } = await selectUnseen(view, [readerId], (ids) => sentAmong(db(), [readerId], ids))
  return previewOf(subscription, byReader.get(readerId) ?? [], nextDueAt ?? nextSlot(subscription, now))
}

function previewOf({ id, view, zone }: Wish & { id: string }, papers: PaperSummary[], at: Date): Preview | null {
  if (papers.length === 0) return null
  const own = { papers: papers.map((paper) => paper.id), day: slotDay(at, zone) }
  const envelope = digestEnvelope({ id, recipient: config().mailFrom, createdAt: at }, view, id)
  const mail = renderMail('digest', digestOf(issueOf(view, papers, papers), own), envelope)
  return { mail, shown: mailDocument(mail.html), at }
}
