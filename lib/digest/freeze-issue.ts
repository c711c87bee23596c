import { randomUUID } from 'node:crypto'
import type { Prisma } from '@/generated/prisma/client'
import { wakeSenders } from '../outbox/enqueue'
import { listByIds } from '../papers/find-paper'
import { listOf } from '../subscriptions/describe'
import { slotDay } from '../subscriptions/slots'
import { whoMayRead } from '../views/may-read'
import { isPublicList } from './archive'
import type { DeliveryContent } from './content'
import { EDITION, IssueContent, issueOf } from './content'
import { claimDue, type DueIssue, type DueSubscription } from './due'
import { pickUnseen } from './pick'
import type { IssuePlan } from './plan-issue'

/** What freezing made. */
export interface Frozen {
  /** Ids of issues that somebody gets. */
  issues: string[]
  /** Ids of all rows of the ledger: mails, and those that get none with the reason why. */
  deliveries: string[]
  /** Of these, how many are mails. */
  mails: number
}

/** Subscriptions in one statement: what is in memory at a time, however many an issue has. */
const CHUNK = 500

/**
 * Writes one issue in the caller's transaction: its papers, and for every subscription whose slot it is a row of the ledger, what
 * its reader was sent, and the next slot. Two schedulers at once, or one that is killed and started again, make each row once.
 * @returns null when another scheduler was at this issue before
 */
export async function freezeIssue(
  tx: Prisma.TransactionClient,
  issue: DueIssue,
  plan: IssuePlan,
  now: Date,
): Promise<Frozen | null> {
  await takeTurn(tx)
  let due = await claimDue(tx, issue, now, CHUNK)
  if (due.length === 0) return null

  const open = await openIssue(tx, issue, plan, now)
  const rows = { ids: [] as string[], mails: 0 }
  const brought = new Set(plan.candidates.slice(0, EDITION).map(({ id }) => id))
  for (; due.length > 0; due = due.length < CHUNK ? [] : await claimDue(tx, issue, now, CHUNK)) {
    const deliveries = await makeDeliveries(tx, await withoutDelivery(tx, open, due), issue, plan)
    await writeDeliveries(tx, open.id, deliveries, { slot: issue.slot, now })
    await noteSent(tx, deliveries, plan, now)
    for (const { id, content } of deliveries) {
      rows.ids.push(id)
      rows.mails += content ? 1 : 0
      for (const paper of content?.papers ?? []) brought.add(paper)
    }
  }
  await closeIssue(tx, open, issue, plan, brought, rows.ids.length)
  await wakeSenders(tx)
  return { issues: rows.mails > 0 ? [open.id] : [], deliveries: rows.ids, mails: rows.mails }
}

/** One issue at a time is composed, by whichever scheduler: the next one sees all that its readers were sent. Before any row. */
export async function takeTurn(tx: Prisma.TransactionClient): Promise<void> {
  // An issue of many readers takes minutes, and whoever comes next waits as long.
  await tx.$executeRaw`set local statement_timeout = '10min'`
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('freeze', 0))`
}

interface OpenIssue {
  id: string
  /** What its earlier readers were sent; null: it was made just now. */
  frozen: IssueContent | null
}

/** The one issue of a slot: made here, or found when somebody joins whose slot it became later. */
async function openIssue(
  tx: Prisma.TransactionClient,
  { view, rhythm, slot }: DueIssue,
  { covers, missing, nothing }: IssuePlan,
  now: Date,
): Promise<OpenIssue> {
  const [made] = await tx.$queryRaw<{ id: string }[]>`
    insert into issues (view, rhythm, slot_at, composed_at, is_public, content, covers, missing, reason)
    values (${view}, ${rhythm}, ${slot}::timestamptz, ${now}::timestamptz, ${isPublicList(view)}, '{}', ${covers}::date[], ${missing}::text[],
      ${nothing?.reason ?? null})
    on conflict (view, rhythm, slot_at) do nothing returning id`
  if (made) return { id: made.id, frozen: null }
  const found = await tx.issue.findUniqueOrThrow({
    where: { view_rhythm_slotAt: { view, rhythm, slotAt: slot } },
    select: { id: true, content: true },
  })
  return { id: found.id, frozen: IssueContent.parse(found.content) }
}

/** Whoever changed the hour to and fro, or ran a digest for a later instant, can meet a slot again that had its mail. */
async function withoutDelivery(
  tx: Prisma.TransactionClient,
  { id: issueId, frozen }: OpenIssue,
  due: DueSubscription[],
): Promise<DueSubscription[]> {
  if (!frozen) return due
  const had = await tx.delivery.findMany({
    where: { issueId, subscriptionId: { in: due.map(({ id }) => id) } },
    select: { subscriptionId: true },
  })
  const ids = new Set(had.map(({ subscriptionId }) => subscriptionId))
  return due.filter(({ id }) => !ids.has(id))
}

interface NewDelivery {
  id: string
  subscription: DueSubscription
  /** Null: no mail, because of `reason`. */
  content: DeliveryContent | null
  reason: string | null
}

async function makeDeliveries(
  tx: Prisma.TransactionClient,
  due: DueSubscription[],
  { view, slot }: DueIssue,
  { candidates, nothing }: IssuePlan,
): Promise<NewDelivery[]> {
  const readers = await whoMayRead(
    listOf(view).view,
    due.map(({ readerId }) => readerId),
    tx,
  )
  const picked = await pickUnseen(
    tx,
    due.filter(({ readerId }) => readers.has(readerId)),
    candidates,
  )
  return due.map((subscription) => {
    const { readerId, zone, shape, name } = subscription
    const papers = picked.get(readerId) ?? []
    const content = { papers, day: slotDay(slot, zone), shape: shape as DeliveryContent['shape'], name }
    return papers.length > 0
      ? { id: randomUUID(), subscription, content, reason: null }
      : {
          id: randomUUID(),
          subscription,
          content: null,
          reason: readers.has(readerId) ? (nothing?.skip ?? 'nothing new') : 'not theirs',
        }
  })
}

async function writeDeliveries(
  tx: Prisma.TransactionClient,
  issueId: string,
  deliveries: NewDelivery[],
  { slot, now }: { slot: Date; now: Date },
): Promise<void> {
  const rows = deliveries.map(({ id, subscription, content, reason }) => ({
    id,
    subscription: subscription.id,
    recipient: content ? subscription.email : '',
    content: content ?? {},
    state: content ? 'queued' : 'skipped',
    deadline: subscription.deadline,
    settled: content ? null : now,
    reason,
  }))
  await tx.$executeRaw`
    insert into deliveries (id, kind, issue_id, subscription_id, recipient, content, state, created_at, due_at, deadline_at,
      settled_at, reason)
    select r.id, 'digest', ${issueId}::uuid, r.subscription, r.recipient, r.content, r.state::delivery_state,
      ${now}::timestamptz, ${slot}::timestamptz, r.deadline, r.settled, r.reason
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, subscription uuid, recipient text, content jsonb,
      state text, deadline timestamptz, settled timestamptz, reason text)`
}

/** Writes down which version of which paper each mail brings its reader. */
async function noteSent(
  tx: Prisma.TransactionClient,
  deliveries: NewDelivery[],
  { candidates }: IssuePlan,
  now: Date,
): Promise<void> {
  const rows = deliveries.flatMap(({ id, subscription, content }) =>
    content ? [{ id, reader: subscription.readerId, papers: content.papers }] : [],
  )
  if (rows.length === 0) return
  await tx.$executeRaw`
    insert into sent_papers (reader_id, paper_id, version, delivery_id, sent_at)
    select r.reader, c.id, c.version, r.id, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, reader text, papers jsonb)
    cross join lateral jsonb_array_elements_text(r.papers) as p(id)
    join unnest(${candidates.map(({ id }) => id)}::text[], ${candidates.map(({ version }) => version)}::int[]) as c(id, version)
      on c.id = p.id`
}

/** Freezes what the issue's mails share. What an earlier reader was sent stays word for word; a later one can add papers. */
async function closeIssue(
  tx: Prisma.TransactionClient,
  { id, frozen }: OpenIssue,
  { view }: DueIssue,
  plan: IssuePlan,
  brought: ReadonlySet<string>,
  recipients: number,
): Promise<void> {
  const known = new Set(frozen?.papers.map((paper) => paper.id))
  const added = await listByIds([...brought].filter((paper) => !known.has(paper)))
  const fresh = issueOf(view, added, plan)
  const content = frozen ? { ...frozen, papers: [...frozen.papers, ...fresh.papers] } : fresh
  const { heading, edition } = content
  await tx.issue.update({ where: { id }, data: { content, heading, edition, recipients: { increment: recipients } } })
}
