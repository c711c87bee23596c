import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { type IssueCursor, issueCursorText } from '../digest/issue-cursor'
import { isUuid } from '../uuid'

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
  /** Why mails were skipped, each reason in a word or two: `nothing new`. */
  skippedFor: string[]
  suppressed: number
  /** Nobody knows whether they were accepted. */
  unknown: number
  /** Of those, mails that no operator decided about yet. */
  undecided: number
  perMinute: number
}

const ISSUES_SHOWN = 20

/** The newest issues, before them those that wait for an operator. */
export const listProgress = (now: Date): Promise<IssueProgress[]> =>
  progressOf(
    Prisma.sql`(select id from issues where held_at is not null order by slot_at desc limit ${ISSUES_SHOWN})
      union (select id from issues order by slot_at desc, id desc limit ${ISSUES_SHOWN})`,
    now,
    Prisma.sql`i.held_at is null, i.slot_at desc, i.id desc limit ${ISSUES_SHOWN}`,
  )

/** One of them; null when there is no such issue. */
export async function findProgress(issueId: string, now: Date): Promise<IssueProgress | null> {
  if (!isUuid(issueId)) return null
  const [found] = await progressOf(Prisma.sql`select ${issueId}::uuid`, now)
  return found ?? null
}

/** A page of the issues with mails that somebody still has to decide about, the newest first; `next`: the cursor of the page after it. */
export async function listUndecided(
  now: Date,
  after: IssueCursor | null,
): Promise<{ issues: IssueProgress[]; next: string | null }> {
  const rows = await progressOf(
    Prisma.sql`select i.id from issues i
      where i.id in (select d.issue_id from deliveries d where ${isUndecided})
        and ${after ? Prisma.sql`(i.slot_at, i.id) < (${after.slotAt}::timestamptz, ${after.id}::uuid)` : Prisma.sql`true`}
      order by i.slot_at desc, i.id desc limit ${ISSUES_SHOWN + 1}`,
    now,
  )
  const issues = rows.slice(0, ISSUES_SHOWN)
  const last = issues.at(-1)
  return { issues, next: last && rows.length > ISSUES_SHOWN ? issueCursorText(last) : null }
}

/** Issues with mails that somebody still has to decide about. */
export async function countUndecided(): Promise<number> {
  const [{ issues }] = await db().$queryRaw<[{ issues: number }]>`
    select count(distinct d.issue_id)::int as issues from deliveries d where ${isUndecided}`
  return issues
}

/** SQL: nobody knows whether mail `d` was accepted, and no operator decided about it. In the words of its index. */
const isUndecided = Prisma.sql`(d.state = 'unknown' and d.decided_at is null and d.issue_id is not null)`

/** Why mails of an issue did not go out, the most frequent reason first. */
export interface Failures {
  state: string
  reason: string
  mails: number
}

const REASONS_SHOWN = 20
/** Rows of each state whose reasons are read: what an issue fails of shows in far fewer. */
const REASONS_READ = 10_000

/**
 * The reasons of mails of an issue that were not simply accepted, without the parts of replies that differ from mail to mail. Of more
 * than ten thousand of one state, ten thousand are looked at.
 */
export const listFailures = (issueId: string): Promise<Failures[]> => db().$queryRaw<Failures[]>`
  select k.state::text as state, coalesce(nullif(regexp_replace(d.reason, '[0-9a-f-]{12,}|[0-9]{6,}', '…', 'gi'), ''), 'no reason given') as reason,
    count(*)::int as mails
  from unnest('{failed,unknown,skipped,suppressed,queued}'::delivery_state[]) as k(state)
  cross join lateral (
    select d.reason, d.attempts from deliveries d where d.issue_id = ${issueId}::uuid and d.state = k.state limit ${REASONS_READ}
  ) d
  where k.state <> 'queued' or d.attempts > 0
  group by 1, 2 order by 3 desc, 1, 2 limit ${REASONS_SHOWN}`

interface Row extends Omit<IssueProgress, 'held'> {
  heldAt: Date | null
  heldReason: string | null
}

const NEWEST_FIRST = Prisma.sql`i.slot_at desc, i.id desc`

/** Of issues by their ids, which a query gives: from the sums that are kept with them, never from the whole ledger. */
async function progressOf(ids: Prisma.Sql, now: Date, order = NEWEST_FIRST): Promise<IssueProgress[]> {
  const rows = await db().$queryRaw<Row[]>`
    with shown (id) as (${ids})
    select i.id, i.view, i.rhythm, i.slot_at as "slotAt", i.held_at as "heldAt", i.held_reason as "heldReason", i.reason,
      i.recipients, s.*,
      (select count(*)::int from deliveries d where d.issue_id = i.id and ${isUndecided}) as undecided,
      (select count(*)::int from deliveries d
        where d.issue_id = i.id and d.state = 'accepted' and d.settled_at > ${now}::timestamptz - interval '1 minute'
      ) as "perMinute",
      array(select distinct split_part(d.reason, ':', 1) from (
        select reason from deliveries where issue_id = i.id and state = 'skipped' and reason is not null limit ${REASONS_READ}
      ) d order by 1) as "skippedFor"
    from shown join issues i on i.id = shown.id
    cross join lateral (
      select coalesce(sum(sent), 0)::int as sent, coalesce(sum(open), 0)::int as left, coalesce(sum(failed), 0)::int as failed,
        coalesce(sum(skipped), 0)::int as skipped, coalesce(sum(suppressed), 0)::int as suppressed,
        coalesce(sum(unknown), 0)::int as unknown
      from issue_sums where issue_id = i.id
    ) s
    order by ${order}`
  return rows.map(({ heldAt, heldReason, ...row }) => ({
    ...row,
    held: heldAt && { at: heldAt, reason: heldReason ?? '' },
  }))
}

/** Minutes until the mails that are left have gone out at this pace; null: nothing leaves, so nobody can tell. */
export function minutesLeft({ left, perMinute }: Pick<IssueProgress, 'left' | 'perMinute'>): number | null {
  if (left === 0) return 0
  return perMinute > 0 ? Math.ceil(left / perMinute) : null
}
