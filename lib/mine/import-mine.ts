import { db } from '../database/client'
import { SubscribeForm } from '../subscriptions/request'
import { subscribe } from '../subscriptions/subscribe'
import type { Mine } from './archive'
import { type AwaitedKind, applyMarks } from './awaited'

/** What came of an archive. */
export interface Imported {
  /** By kind: what is new here now. */
  taken: Record<AwaitedKind | 'digests', number>
  /** What was here already. */
  known: number
  /** Votes and marks of papers that are not here: arXiv is asked for them. */
  awaited: number
  /** What cannot be taken, and why. */
  left: { what: string; why: string }[]
}

/** Marks that wait for their papers: more would keep arXiv busy for one reader. */
const MOST_AWAITED = 2_000

/** Tables of an archive that hold nothing to take along. */
const OF_NO_USE = new Set([
  'sessions',
  'visits',
  'second_factors',
  'second_factor_setups',
  'recovery_codes',
  'feed_keys',
  'awaited_marks',
])

/**
 * Takes what a reader brings from another site: votes, which are shown and never rank, marks with their times, and digests. A second time
 * nothing is doubled. Papers that are not here are asked for. Digests come to the reader's address here, which they have proven.
 */
export async function importMine(
  mine: Mine,
  reader: { id: string; email: string },
  { now, peer, network }: { now: Date; peer: string; network: string },
): Promise<Imported> {
  const report: Imported = { taken: { vote: 0, saved: 0, dismissed: 0, digests: 0 }, known: 0, awaited: 0, left: [] }
  for (const [kind, marks] of [
    ['vote', mine.votes],
    ['saved', mine.saved],
    ['dismissed', mine.dismissed],
  ] as const) {
    const rows = [...new Map(marks.map(({ paper, at }) => [paper, { paper, at: at > now ? now : at }])).values()]
    const taken = await applyMarks(reader.id, kind, rows)
    report.taken[kind] += taken
    const missing = await awaitMarks(reader.id, kind, rows, now)
    report.awaited += missing.awaited
    report.known += rows.length - taken - missing.absent
    const tooMany = missing.absent - missing.waiting
    if (tooMany > 0)
      report.left.push({
        what: `${tooMany} of kind “${kind}”`,
        why: `of the papers that are not here, ${MOST_AWAITED} are asked for at most`,
      })
  }
  for (const digest of mine.digests) await bringDigest(digest, reader, { now, peer, network }, report)
  for (const [table, rows] of Object.entries(mine.rows))
    if (rows.length > 0 && !OF_NO_USE.has(table))
      report.left.push({
        what: `${rows.length} of ${table.replaceAll('_', ' ')}`,
        why: 'belongs to what was written and decided there',
      })
  return report
}

interface Missing {
  /** Papers that are not here. */
  absent: number
  /** That wait now, with those that did before. */
  waiting: number
  awaited: number
}

async function awaitMarks(
  readerId: string,
  kind: AwaitedKind,
  rows: { paper: string; at: Date }[],
  now: Date,
): Promise<Missing> {
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
  return counted
}

type Door = { now: Date; peer: string; network: string }

async function bringDigest(
  digest: Mine['digests'][number],
  reader: { id: string; email: string },
  { now, ...door }: Door,
  report: Imported,
) {
  const leave = (why: string) => void report.left.push({ what: `the digest of ${digest.view}`, why })
  if (digest.state !== 'active' && digest.state !== 'paused') return leave(`it is ${digest.state} there`)
  if (digest.view.startsWith('/for-you')) return leave('a personal list is learned anew here: ask for it at /for-you')
  const { view, name, rhythm, hour, zone, papers, shape } = digest
  const typed = {
    email: reader.email,
    view,
    name: name ?? '',
    rhythm,
    hour: String(hour),
    zone,
    papers: String(papers),
    shape,
  }
  const form = SubscribeForm.safeParse(typed)
  if (!form.success) return leave(form.error.issues[0]?.message ?? 'it is no list of this site')
  const same = { readerId: reader.id, view: form.data.view, rhythm: form.data.rhythm }
  if (await db().subscription.count({ where: same })) {
    report.known += 1
    return
  }
  const outcome = await subscribe(form.data, { ...door, signedIn: { email: reader.email } }, now)
  if (outcome.status === 'confirmed') report.taken.digests += 1
  else
    leave(
      outcome.status === 'full'
        ? 'you have as many digests as one can have'
        : 'too much at once: bring it again in an hour',
    )
}
