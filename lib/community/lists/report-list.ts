import { takeFrom } from '../../accounts/limits'
import { db } from '../../database/client'
import { REPORTS_PER_READER } from '../comments/limits'
import type { ReportReason } from '../comments/report'

/** Asks moderators to look at a list that others can read: once a reader; asked again, the newer reason stands. */
export async function reportList(
  key: string,
  readerId: string,
  { reason, note }: { reason: ReportReason; note: string },
  now: Date,
): Promise<{ status: 'done' | 'not-found' } | { status: 'busy'; retryAfterSeconds: number }> {
  const allowance = await takeFrom(REPORTS_PER_READER, readerId)
  if (!allowance.allowed) return { status: 'busy', retryAfterSeconds: allowance.retryAfterSeconds }
  const made = await db().$executeRaw`
    insert into list_reports (list_id, reader_id, at, reason, note)
    select id, ${readerId}, ${now}::timestamptz, ${reason}, ${note} from lists
    where key = ${key}::uuid and visibility <> 'private' and hidden_at is null for key share
    on conflict (list_id, reader_id) do update set at = excluded.at, reason = excluded.reason, note = excluded.note, settled_at = null`
  return { status: made > 0 ? 'done' : 'not-found' }
}
