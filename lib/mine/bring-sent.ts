import { db } from '../database/client'
import { SENT_DAYS } from '../digest/forget-sent'
import type { Mine } from './archive'
import type { Imported } from './imported'

const DAY_MS = 24 * 3_600_000

/** Notes which papers came by a digest elsewhere, so that none here brings them again; as long ago as this site remembers itself. */
export async function bringSent(sent: Mine['sent'], readerId: string, report: Imported, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - SENT_DAYS * DAY_MS)
  const rows = [
    ...new Map(
      sent.filter(({ at }) => at > oldest && at <= now).map((row) => [`${row.paper} ${row.version}`, row]),
    ).values(),
  ]
  const taken = await db().$executeRaw`
    insert into sent_papers (reader_id, paper_id, version, sent_at)
    select ${readerId}, * from unnest(${rows.map(({ paper }) => paper)}::text[], ${rows.map(({ version }) => version)}::int[],
      ${rows.map(({ at }) => at)}::timestamptz[])
    on conflict do nothing`
  report.taken.sent += taken
  report.known += rows.length - taken
  if (sent.length > rows.length)
    report.left.push({
      what: `${sent.length - rows.length} papers that digests brought`,
      why: `they came more than ${SENT_DAYS} days ago, or twice`,
    })
}
