import { db } from '../database/client'

/** How long it is kept which papers a reader was sent. */
export const SENT_DAYS = 400
/** Rows in one transaction, so that nobody who composes waits long. */
const BATCH = 5_000
const DAY_MS = 24 * 3_600_000

/**
 * Forgets which papers readers were sent long ago, and sends none of them again for it: from then on every paper that came into the
 * house by that mail counts as sent to that reader (`pickUnseen`), and no paper can be sent before it is here. A job's work, safe at any
 * time and beside itself; stopped, it leaves the rest, and of readers whom somebody holds it leaves all to the next run.
 * @returns rows that went
 */
export async function forgetSent(now: Date, signal?: AbortSignal): Promise<number> {
  const before = new Date(now.getTime() - SENT_DAYS * DAY_MS)
  let forgotten = 0
  while (!signal?.aborted) {
    const deleted = await forgetBatch(before)
    forgotten += deleted
    if (deleted < BATCH) break
  }
  return forgotten
}

async function forgetBatch(before: Date): Promise<number> {
  const [{ rows }] = await db().$queryRaw<[{ rows: number }]>`
    with held as (
      select id from readers where id in (
        select reader_id from sent_papers where sent_at < ${before}::timestamptz order by sent_at limit ${BATCH}
      ) order by id for no key update skip locked
    ), old as (
      select reader_id, paper_id, version from sent_papers
      where sent_at < ${before}::timestamptz and reader_id in (select id from held)
      order by sent_at limit ${BATCH} for update skip locked
    ), gone as (
      delete from sent_papers s using old
      where s.reader_id = old.reader_id and s.paper_id = old.paper_id and s.version = old.version
      returning s.reader_id, s.sent_at
    ), raised as (
      update readers r set sent_before = greatest(r.sent_before, g.last)
      from held, (select reader_id, max(sent_at) as last from gone group by 1) g where r.id = held.id and g.reader_id = held.id
    )
    select count(*)::int as rows from gone`
  return rows
}
