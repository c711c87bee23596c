import { db } from '../database/client'
import type { AwaitedKind } from './awaited'
import type { Imported } from './imported'

/** Marks that wait for their papers: more would keep arXiv busy for one reader. */
const MOST_AWAITED = 2_000

interface Missing {
  /** Papers that are not here. */
  absent: number
  /** That wait now, with those that did before. */
  waiting: number
  awaited: number
}

/** Has arXiv asked for papers that are not here, and tells of it in the report. @returns how many are not here */
export async function awaitMarks(
  readerId: string,
  kind: AwaitedKind,
  rows: { paper: string; at: Date }[],
  report: Pick<Imported, 'awaited' | 'left'>,
  now: Date,
): Promise<number> {
  const [counted] = await db().$queryRaw<[Missing]>`
    with absent as (
      select p.id, p.at from unnest(${rows.map(({ paper }) => paper)}::text[], ${rows.map(({ at }) => at)}::timestamptz[]) as p (id, at)
      where not exists (select from papers where papers.id = p.id)
    ), room as (
      select greatest(0, ${MOST_AWAITED} - count(*))::int as left from awaited_marks where reader_id = ${readerId}
    ), made as (
      insert into awaited_marks (reader_id, kind, paper_id, at, brought_at)
      select ${readerId}, ${kind}, id, at, ${now}::timestamptz from absent
      where not exists (select from awaited_marks w where w.reader_id = ${readerId} and w.kind = ${kind} and w.paper_id = absent.id)
      order by at desc limit (select "left" from room)
      on conflict do nothing returning paper_id
    ), before as (
      select w.paper_id from awaited_marks w join absent on absent.id = w.paper_id where w.reader_id = ${readerId} and w.kind = ${kind}
    )
    select (select count(*) from absent)::int as absent, (select count(*) from made)::int as awaited,
      (select count(*) from (select paper_id from made union select paper_id from before) all_of_them)::int as waiting`
  report.awaited += counted.awaited
  const tooMany = counted.absent - counted.waiting
  if (tooMany > 0)
    report.left.push({
      what: `${tooMany} of kind “${kind}”`,
      why: `of the papers that are not here, ${MOST_AWAITED} are asked for at most`,
    })
  return counted.absent
}
