import { db } from '../database/client'
import { SENT_DAYS } from '../digest/forget-sent'
import { holdReader } from '../papers/hold-reader'
import { type Mine, MOST_MARKS } from './archive'
import type { Imported } from './imported'

const DAY_MS = 24 * 3_600_000

type Sent = Mine['sent'][number]

/**
 * Notes which papers came by a digest elsewhere, so that none here brings them again; as long ago as this site remembers itself, and as many
 * as an archive holds, with what digests brought here: who brings one archive after the other gets no more.
 */
export async function bringSent(sent: readonly Sent[], readerId: string, report: Imported, now: Date): Promise<void> {
  const oldest = new Date(now.getTime() - SENT_DAYS * DAY_MS)
  const rows = [
    ...new Map(
      sent.filter(({ at }) => at > oldest && at <= now).map((row) => [`${row.paper} ${row.version}`, row]),
    ).values(),
  ]
  const { taken, known } = await noteSent(rows, readerId)
  report.taken.sent += taken
  report.known += known
  const leave = (count: number, why: string) =>
    count > 0 && report.left.push({ what: `${count} papers that digests brought`, why })
  leave(sent.length - rows.length, `they came more than ${SENT_DAYS} days ago, or twice`)
  leave(rows.length - taken - known, `${MOST_MARKS} are remembered at most`)
}

/** The newest, as far as there is room. */
const noteSent = (rows: readonly Sent[], readerId: string): Promise<{ taken: number; known: number }> =>
  db().$transaction(async (tx) => {
    // One archive of a reader at a time, so that each sees what the others took of the room.
    await holdReader(tx, readerId)
    const [noted] = await tx.$queryRaw<[{ taken: number; known: number }]>`
      with brought as (
        select * from unnest(${rows.map(({ paper }) => paper)}::text[], ${rows.map(({ version }) => version)}::int[],
          ${rows.map(({ at }) => at)}::timestamptz[]) as b (paper_id, version, at)
      ), missing as (
        select * from brought b where not exists (
          select from sent_papers s where s.reader_id = ${readerId} and s.paper_id = b.paper_id and s.version = b.version
        )
      ), room as (
        select greatest(0, ${MOST_MARKS} - count(*))::int as left from sent_papers where reader_id = ${readerId}
      ), made as (
        insert into sent_papers (reader_id, paper_id, version, sent_at)
        select ${readerId}, paper_id, version, at from missing order by at desc limit (select "left" from room)
        on conflict do nothing returning paper_id
      )
      select (select count(*) from made)::int as taken,
        ((select count(*) from brought) - (select count(*) from missing))::int as known`
    return noted
  })
