import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { DEADLINE_MS } from '../outbox/types'
import { slotDay } from '../subscriptions/slots'
import { IssueContent, issueOf } from './content'
import type { DueSubscription } from './due'
import { type Selection, selectUnseen } from './select'
import { recordSent, sentAmong } from './sent-papers'

/** Ids of the rows that freezing made. */
export interface Frozen {
  /** Issues that somebody gets. */
  issues: string[]
  deliveries: string[]
}

/** When an issue of a view is due. */
export interface Slot {
  view: string
  rhythm: string
  at: Date
}

/** Writes the mails of one slot: the issue and a delivery for each subscription, or why there is none. */
export async function freezeIssue(
  tx: Prisma.TransactionClient,
  slot: Slot,
  due: DueSubscription[],
  now: Date,
): Promise<Frozen> {
  const subscriptions = await withoutDelivery(tx, slot, due)
  const readerIds = subscriptions.map(({ readerId }) => readerId)
  const selection = await selectUnseen(slot.view, readerIds, (paperIds) => sentAmong(tx, readerIds, paperIds))
  const planned = subscriptions.map((subscription) => ({
    ...subscription,
    deliveryId: randomUUID(),
    papers: selection.byReader.get(subscription.readerId) ?? [],
  }))
  const kept = await recordSent(tx, planned, now)
  const hasNews = ({ deliveryId }: { deliveryId: string }) => (kept.get(deliveryId) ?? []).length > 0
  const withNews = planned.filter(hasNews)
  const issueId = withNews.length > 0 ? await openIssue(tx, slot, selection, now) : null
  await tx.delivery.createMany({
    data: withNews.map((mail) => ({
      ...deliveryOf(slot, issueId, mail, now),
      id: mail.deliveryId,
      content: { papers: kept.get(mail.deliveryId) ?? [], day: slotDay(slot.at, mail.zone) },
    })),
  })
  const without = planned.filter((mail) => !hasNews(mail))
  const skipped = await recordSkipped(tx, slot, without, 'nothing new', now)
  return {
    issues: issueId ? [issueId] : [],
    deliveries: [...withNews.map(({ deliveryId }) => deliveryId), ...skipped.deliveries],
  }
}

/** Writes down that these get no mail for this slot, and why. */
export async function recordSkipped(
  tx: Prisma.TransactionClient,
  slot: Slot,
  subscriptions: DueSubscription[],
  reason: 'nothing new' | 'stale',
  now: Date,
): Promise<Frozen> {
  const skipped = subscriptions.map((subscription) => ({
    ...deliveryOf(slot, null, subscription, now),
    id: randomUUID(),
  }))
  await tx.delivery.createMany({
    data: skipped.map((row) => ({
      ...row,
      recipient: '',
      content: {},
      state: 'skipped' as const,
      reason,
      settledAt: now,
    })),
  })
  return { issues: [], deliveries: skipped.map(({ id }) => id) }
}

/** Whoever changed the hour to and fro, or ran a digest for a later instant, can meet a slot again that had its mail. */
async function withoutDelivery(
  tx: Prisma.TransactionClient,
  { view, rhythm, at }: Slot,
  due: DueSubscription[],
): Promise<DueSubscription[]> {
  const had = await tx.delivery.findMany({
    where: { issue: { view, rhythm, slotAt: at }, subscriptionId: { in: due.map(({ id }) => id) } },
    select: { subscriptionId: true },
  })
  const ids = new Set(had.map(({ subscriptionId }) => subscriptionId))
  return due.filter(({ id }) => !ids.has(id))
}

/** The one issue of a slot: made here, or joined with the papers that this batch's readers need beyond those it holds. */
async function openIssue(
  tx: Prisma.TransactionClient,
  { view, rhythm, at }: Slot,
  { edition, byReader }: Selection,
  now: Date,
): Promise<string> {
  const papers = new Map([...edition, ...[...byReader.values()].flat()].map((paper) => [paper.id, paper]))
  const fresh = issueOf(view, [...papers.values()], edition)
  await tx.$executeRaw`
    insert into issues (view, rhythm, slot_at, composed_at, content)
    values (${view}, ${rhythm}, ${at}::timestamptz, ${now}::timestamptz, ${JSON.stringify(fresh)}::jsonb)
    on conflict (view, rhythm, slot_at) do nothing`
  const [row] = await tx.$queryRaw<{ id: string; content: unknown }[]>`
    select id, content from issues where view = ${view} and rhythm = ${rhythm} and slot_at = ${at}::timestamptz for update`
  if (!row) throw new Error('an issue was neither made nor found')

  const frozen = IssueContent.parse(row.content)
  const known = new Set(frozen.papers.map(({ id }) => id))
  const added = fresh.papers.filter(({ id }) => !known.has(id))
  if (added.length > 0) {
    const content = { ...frozen, papers: [...frozen.papers, ...added] }
    await tx.issue.update({ where: { id: row.id }, data: { content } })
  }
  return row.id
}

const deliveryOf = ({ at }: Slot, issueId: string | null, { id, email }: { id: string; email: string }, now: Date) => ({
  kind: 'digest',
  issueId,
  subscriptionId: id,
  recipient: email,
  createdAt: now,
  dueAt: at,
  deadlineAt: new Date(at.getTime() + DEADLINE_MS.digest),
})
