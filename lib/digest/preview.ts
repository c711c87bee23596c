import { config } from '../config'
import { db } from '../database/client'
import type { Mail } from '../mail/mail'
import { renderMail } from '../mail/render'
import { mailDocument, type ShownMail } from '../mail/show'
import { listByIds } from '../papers/find-paper'
import { findSubscription } from '../subscriptions/changes'
import { listOf } from '../subscriptions/describe'
import type { DigestChoice } from '../subscriptions/request'
import { nextSlot, slotDay } from '../subscriptions/slots'
import { NIL_UUID } from '../uuid'
import { listCandidates } from './candidates'
import { digestOf, issueOf } from './content'
import { digestEnvelope } from './message'
import { pickUnseen } from './pick'

/** A mail as it will look. */
export interface Preview {
  mail: Mail
  /** Its HTML, for a frame. */
  shown: ShownMail
  at: Date
}

type Wish = Pick<DigestChoice, 'view' | 'rhythm' | 'hour' | 'zone' | 'papers' | 'shape' | 'name'>

/** A mail of somebody new with these wishes, of what stands in the list now; null while there is no paper in it. */
export const sampleDigest = (wish: Wish, now: Date): Promise<Preview | null> =>
  previewOf(wish, { id: NIL_UUID, readerId: '' }, nextSlot(wish, now))

/** The same of a subscription, without what its reader was sent before; null when nothing is left, or there is no such subscription. */
export async function previewDigest(subscriptionId: string, now: Date): Promise<Preview | null> {
  const subscription = await findSubscription(subscriptionId)
  if (!subscription) return null
  return previewOf(subscription, subscription, subscription.nextDueAt ?? nextSlot(subscription, now))
}

async function previewOf(wish: Wish, { id, readerId }: { id: string; readerId: string }, at: Date) {
  const { view, zone, shape, name } = wish
  const candidates = await listCandidates(listOf(view), { kind: 'whole' })
  const picked = await pickUnseen(db(), [{ readerId, papers: wish.papers }], candidates)
  const papers = picked.get(readerId) ?? []
  if (papers.length === 0) return null
  const issue = issueOf(view, await listByIds(papers), { candidates, covers: [], missing: [] })
  const envelope = digestEnvelope({ id, recipient: config().mailFrom, createdAt: at }, view, id)
  const mail = renderMail('digest', digestOf(issue, { papers, day: slotDay(at, zone), shape, name }), envelope)
  return { mail, shown: mailDocument(mail.html), at }
}
