import { takeFrom } from '../../accounts/limits'
import { db } from '../../database/client'
import { REPORTS_PER_READER } from './limits'

/** Why moderators are asked to look at a comment. */
export const REPORT_REASONS = ['spam', 'abuse', 'off-topic', 'wrong', 'private', 'other'] as const
export type ReportReason = (typeof REPORT_REASONS)[number]

/** Asks moderators to look at a comment: once a reader; asked again, the newer reason stands, also after it was settled. */
export async function reportComment(
  commentId: string,
  readerId: string,
  { reason, note }: { reason: ReportReason; note: string },
  now: Date,
): Promise<{ status: 'done' | 'not-found' } | { status: 'busy'; retryAfterSeconds: number }> {
  const allowance = await takeFrom(REPORTS_PER_READER, readerId)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  const made = await db().$executeRaw`
    insert into comment_reports (comment_id, reader_id, at, reason, note)
    select id, ${readerId}, ${now}::timestamptz, ${reason}, ${note} from comments
    where id = ${commentId}::uuid and deleted_at is null
    on conflict (comment_id, reader_id) do update set at = excluded.at, reason = excluded.reason, note = excluded.note, settled_at = null`
  return { status: made > 0 ? 'done' : 'not-found' }
}
