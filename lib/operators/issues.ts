import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'

/** How far the mails of an issue are, and how fast they leave. */
export interface IssueProgress {
  id: string
  /** Address of the list. */
  view: string
  rhythm: string
  slotAt: Date
  /** An operator has to decide; null: nothing keeps it. */
  held: { at: Date; reason: string } | null
  /** Why it brings nothing; null: it holds papers. */
  reason: string | null
  recipients: number
  sent: number
  /** Waiting or under way. */
  left: number
  failed: number
  skipped: number
  suppressed: number
  /** Nobody knows whether they were accepted. */
  unknown: number
  /** Of those, mails that no operator decided about yet. */
  undecided: number
  perMinute: number
}

const ISSUES_SHOWN = 20

/** The newest issues, those that something is still to be done about first. */
export const listProgress = (now: Date): Promise<IssueProgress[]> => progress(now, null)

/** One of them; null when there is no such issue. */
export async function findProgress(issueId: string, now: Date): Promise<IssueProgress | null> {
  const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(issueId)
  return isId ? ((await progress(now, issueId))[0] ?? null) : null
}

/** Why mails of an issue did not go out, the most frequent reason first. */
export interface Failures {
  state: string
  reason: string
  mails: number
}

const REASONS_SHOWN = 20

/** The reasons of all mails of an issue that were not simply accepted, without the parts of replies that differ from mail to mail. */
export const listFailures = (issueId: string): Promise<Failures[]> => db().$queryRaw<Failures[]>`
  select d.state::text as state, coalesce(nullif(regexp_replace(d.reason, '[0-9a-f-]{12,}|[0-9]{6,}', '…', 'gi'), ''), 'no reason given') as reason,
    count(*)::int as mails
  from deliveries d
  where d.issue_id = ${issueId}::uuid and (d.state in ('failed', 'unknown', 'skipped', 'suppressed') or (d.state = 'queued' and d.attempts > 0))
  group by 1, 2 order by 3 desc, 1, 2 limit ${REASONS_SHOWN}`

interface Row extends Omit<IssueProgress, 'held'> {
  heldAt: Date | null
  heldReason: string | null
}

async function progress(now: Date, issueId: string | null): Promise<IssueProgress[]> {
  const rows = await db().$queryRaw<Row[]>`
    with shown as (
      select * from issues i
      where ${issueId}::uuid is null or i.id = ${issueId}::uuid
      order by i.held_at is null, i.slot_at desc, i.id limit ${ISSUES_SHOWN}
    )
    select i.id, i.view, i.rhythm, i.slot_at as "slotAt", i.held_at as "heldAt", i.held_reason as "heldReason", i.reason,
      greatest(i.recipients, count(d.id))::int as recipients, ${counts(now)}
    from shown i left join deliveries d on d.issue_id = i.id
    group by i.id, i.view, i.rhythm, i.slot_at, i.held_at, i.held_reason, i.reason, i.recipients
    order by i.held_at is null, i.slot_at desc, i.id`
  return rows.map(({ heldAt, heldReason, ...row }) => ({
    ...row,
    held: heldAt && { at: heldAt, reason: heldReason ?? '' },
  }))
}

const counts = (now: Date) => Prisma.sql`
  (count(*) filter (where d.state = 'accepted'))::int as sent,
  (count(*) filter (where d.state in ('queued', 'leased', 'finishing')))::int as left,
  (count(*) filter (where d.state = 'failed'))::int as failed,
  (count(*) filter (where d.state = 'skipped'))::int as skipped,
  (count(*) filter (where d.state = 'suppressed'))::int as suppressed,
  (count(*) filter (where d.state = 'unknown'))::int as unknown,
  (count(*) filter (where d.state = 'unknown' and d.decided_at is null))::int as undecided,
  (count(*) filter (
    where d.state = 'accepted' and d.settled_at > ${now}::timestamptz - interval '1 minute'
  ))::int as "perMinute"`

/** Minutes until the mails that are left have gone out at this pace; null: nothing leaves, so nobody can tell. */
export function minutesLeft({ left, perMinute }: Pick<IssueProgress, 'left' | 'perMinute'>): number | null {
  if (left === 0) return 0
  return perMinute > 0 ? Math.ceil(left / perMinute) : null
}
