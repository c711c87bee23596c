import { db } from '../database/client'
import { UpstreamError } from '../errors'
import { parseQueryAnswer } from '../ingest/arxiv-api'
import type { Arxiv } from '../ingest/arxiv-client'
import { log } from '../log'
import { addPapers } from '../papers/add-papers'
import { heldReader, holdReader } from '../papers/hold-reader'
import { listSameWork } from '../papers/same-work'
import { announcementTick } from '../trending/announcement-clock'
import { lockStandings } from '../trending/rescore'

export type MarkedKind = 'vote' | 'saved' | 'dismissed'
/** `listed`: it stands in a list already, and only its paper is waited for. */
export type AwaitedKind = MarkedKind | 'listed'

/** As many as the query API takes at once. */
const IDS_A_RUN = 100
const ASK_AGAIN_HOURS = 24
/** What arXiv never knew in so long is no paper. */
const KEPT_DAYS = 30
const HOUR_MS = 3_600_000

/**
 * Makes marks of papers that are here, with their times; what was made before stays as it is. Votes are shown and never rank: they were
 * weighed on another site, by whoever it was. @returns how many are new
 */
export async function applyMarks(
  readerId: string,
  kind: MarkedKind,
  rows: { paper: string; at: Date }[],
): Promise<number> {
  const papers = rows.map(({ paper }) => paper)
  const times = rows.map(({ at }) => at)
  if (kind !== 'vote') {
    return db().$executeRaw`
      with ${heldReader(readerId)}
      insert into marks (reader_id, kind, paper_id, marked_at)
      select held.id, ${kind}::mark_kind, p.id, b.at
      from held, unnest(${papers}::text[], ${times}::timestamptz[]) as b (id, at) join papers p on p.id = b.id
      on conflict do nothing`
  }
  const ticks = rows.map(({ at }) => announcementTick(at))
  return db().$transaction(async (tx) => {
    await holdReader(tx, readerId)
    // While they are held no paper is merged: what is given to one that was goes to the other.
    await lockStandings(tx, await listSameWork(tx, papers))
    return tx.$executeRaw`
      with made as (
        insert into votes (reader_id, paper_id, created_at, tick, held)
        select ${readerId}, coalesce(s.merged_into, s.paper_id), b.at, b.tick, 'import'
        from unnest(${papers}::text[], ${times}::timestamptz[], ${ticks}::float8[]) as b (id, at, tick)
        join paper_standings s on s.paper_id = b.id
        on conflict do nothing returning paper_id
      )
      update paper_standings s set votes = votes + 1 from made where s.paper_id = made.paper_id`
  })
}

interface Deps {
  arxiv: Arxiv
  now: Date
}

/**
 * Asks arXiv for papers that readers brought marks of, and makes the marks of those that came meanwhile, from wherever. A job's work; safe
 * at any time and beside itself. Trouble upstream leaves them waiting.
 * @returns marks that were made
 */
export async function fetchAwaited({ arxiv, now }: Deps): Promise<{ asked: number; made: number }> {
  const before = (ms: number) => new Date(now.getTime() - ms)
  await db().awaitedMark.deleteMany({ where: { broughtAt: { lt: before(KEPT_DAYS * 24 * HOUR_MS) } } })
  const due = await db().$queryRaw<{ id: string }[]>`
    select distinct paper_id as id from awaited_marks w
    where (asked_at is null or asked_at < ${before(ASK_AGAIN_HOURS * HOUR_MS)}::timestamptz)
      and not exists (select from papers where id = w.paper_id)
    order by 1 limit ${IDS_A_RUN}`
  const ids = due.map(({ id }) => id)
  if (ids.length > 0) await ask(ids, arxiv, now)
  return { asked: ids.length, made: await makeOfKnown() }
}

async function ask(ids: string[], arxiv: Arxiv, now: Date): Promise<void> {
  try {
    const answer = await parseQueryAnswer(
      await arxiv.query({ id_list: ids.join(','), start: 0, max_results: ids.length }),
    )
    if (answer.status === 'read')
      await addPapers(
        answer.papers.filter(({ id }) => ids.includes(id)),
        now,
        { kind: 'record' },
      )
    await db().awaitedMark.updateMany({ where: { paperId: { in: ids } }, data: { askedAt: now } })
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error
    log.warn({ reason: error.message }, 'papers that readers brought could not be asked for yet')
  }
}

/** Takes each waiting mark of a paper that is here, and makes it. */
async function makeOfKnown(): Promise<number> {
  const ready = await db().$queryRaw<{ readerId: string; kind: AwaitedKind; paper: string; at: Date }[]>`
    select reader_id as "readerId", kind, paper_id as paper, at from awaited_marks w
    where exists (select from papers where id = w.paper_id) order by reader_id, kind, paper_id limit 1000`
  let made = 0
  for (const { readerId, kind, paper, at } of ready) {
    if (kind !== 'listed') made += await applyMarks(readerId, kind, [{ paper, at }])
    await db().awaitedMark.deleteMany({ where: { readerId, kind, paperId: paper } })
  }
  return made
}
