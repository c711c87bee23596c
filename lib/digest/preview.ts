import { config } from '../config'
import { db } from '../database/client'
import type { Mail } from '../mail/mail'
import { renderMail } from '../mail/render'
import { mailDocument, type ShownMail } from '../mail/show'
import { listByIds } from '../papers/find-paper'
import { findSubscription } from '../subscriptions/changes'
import { type Coverage, coverageOf, listingDays } from '../subscriptions/coverage'
import { listOf, nextMail } from '../subscriptions/describe'
import type { DigestChoice } from '../subscriptions/request'
import { slotBefore, slotDay } from '../subscriptions/slots'
import { NIL_UUID } from '../uuid'
import { mayRead } from '../views/may-read'
import { type Candidate, listCandidates, listLate } from './candidates'
import { digestOf, issueOf } from './content'
import { withFigures } from './inline-figures'
import { digestEnvelope } from './message'
import { pickUnseen } from './pick'

/** A mail as it will look. */
export interface Preview {
  mail: Mail
  /** Its HTML, for a frame. */
  shown: ShownMail
  at: Date
  /** Nothing of what the next mail covers is announced yet: it shows what one before it was made of. */
  isExample: boolean
}

type Wish = Pick<DigestChoice, 'view' | 'rhythm' | 'hour' | 'zone' | 'papers' | 'shape' | 'name'>

/** Slots back at most, until one is found that was made of something: arXiv's longest break is shorter. */
const SLOTS_BACK = 8

/**
 * The first mail of somebody new with these wishes, as far as what it covers is known now; null while there is no paper in it, and where
 * the list is not for them.
 * @param asker a reader's id; null: nobody is signed in
 */
export async function sampleDigest(wish: Wish, asker: string | null, now: Date): Promise<Preview | null> {
  if (!(await mayRead(listOf(wish.view).view, asker))) return null
  return previewOf(wish, { id: NIL_UUID, readerId: '' }, nextMail({ ...wish, nextDueAt: null }, now).at)
}

/** The next mail of a subscription, without what its reader was sent before; null when nothing is left, or there is no such subscription. */
export async function previewDigest(subscriptionId: string, now: Date): Promise<Preview | null> {
  const subscription = await findSubscription(subscriptionId)
  if (!subscription || !(await mayRead(listOf(subscription.view).view, subscription.readerId))) return null
  const { at } = nextMail(subscription, now)
  const isFirst = at.getTime() === subscription.nextDueAt?.getTime()
  const rhythm = (isFirst && subscription.lookback) || subscription.rhythm
  return previewOf({ ...subscription, rhythm }, subscription, at)
}

async function previewOf(wish: Wish, reader: { id: string; readerId: string }, at: Date): Promise<Preview | null> {
  const coverage = coverageOf(listOf(wish.view), wish, at)
  const candidates = await candidatesOf(wish, coverage)
  if (candidates.length > 0 || coverage.kind !== 'listings') return mailOf(wish, reader, at, candidates)

  // An example is what anybody got: this reader may have been sent all of it.
  let before = at
  for (let back = 0; back < SLOTS_BACK; back++) {
    before = slotBefore(wish, before)
    const earlier = await candidatesOf(wish, coverageOf(listOf(wish.view), wish, before))
    if (earlier.length > 0) return mailOf(wish, { ...reader, readerId: '' }, before, earlier, true)
  }
  return null
}

async function candidatesOf({ view }: Wish, coverage: Coverage): Promise<Candidate[]> {
  if (coverage.kind === 'listings' && listingDays(coverage).length === 0) return []
  return listCandidates(listOf(view), coverage, coverage.kind === 'listings' ? await listLate(coverage) : undefined)
}

async function mailOf(
  wish: Wish,
  { id, readerId }: { id: string; readerId: string },
  at: Date,
  candidates: readonly Candidate[],
  isExample = false,
): Promise<Preview | null> {
  const { view, zone, shape, name } = wish
  const papers = (await pickUnseen(db(), [{ readerId, papers: wish.papers }], candidates)).get(readerId) ?? []
  if (papers.length === 0) return null
  const issue = issueOf(view, await listByIds(papers), { candidates, covers: [], missing: [] })
  const envelope = digestEnvelope({ id, recipient: config().mailFrom, createdAt: at }, view, id)
  const { digest, inline } = await withFigures(digestOf(issue, { papers, day: slotDay(at, zone), shape, name }))
  const mail = renderMail('digest', digest, envelope, inline)
  return { mail, shown: mailDocument(mail.html, inline), at, isExample }
}
