import { db } from '../database/client'

/** How long reports of runs, harvests and repairs are kept. What pages say of freshness looks back less far. */
const NOTE_DAYS = 90
/** A year of listings and a month, so that a day can be compared with that of the year before. */
const LISTING_DAYS = 400
/** An import or a history that nobody goes on with for so long begins anew: what it stored is met again, unchanged. */
const POSITION_DAYS = 180
const DAY_MS = 24 * 3_600_000

/** How many rows of each kind were forgotten. */
export interface Forgotten {
  runs: number
  repairs: number
  harvests: number
  listings: number
  positions: number
}

/**
 * Forgets what the ingest noted long ago, so that its books grow with the number of categories and not with the years. A job's
 * work, safe at any time and beside itself. What is gone on from stays: what is running, the first and the newest harvest of each
 * set, the first and the newest listing of each category, and how many repairs there ever were.
 */
export async function forgetOldNotes(now: Date): Promise<Forgotten> {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS)
  return {
    runs: await forgetRuns(daysAgo(NOTE_DAYS)),
    repairs: await forgetRepairs(daysAgo(NOTE_DAYS)),
    harvests: await forgetHarvests(daysAgo(NOTE_DAYS)),
    listings: await forgetListings(daysAgo(LISTING_DAYS)),
    positions: (await db().importPosition.deleteMany({ where: { updatedAt: { lt: daysAgo(POSITION_DAYS) } } })).count,
  }
}

/** Looks first: a statement that deletes nothing would still have pages made anew. */
async function forgetRuns(before: Date): Promise<number> {
  const old = { startedAt: { lt: before } }
  if (!(await db().ingestRun.findFirst({ where: old, select: { id: true } }))) return 0
  return (await db().ingestRun.deleteMany({ where: old })).count
}

/** They are counted in the statement that deletes them: a counter never goes back. */
async function forgetRepairs(before: Date): Promise<number> {
  const [row] = await db().$queryRaw<[{ gone: number }]>`
    with gone as (
      delete from repairs where found_at < ${before}::timestamptz returning kind
    ), counted as (
      insert into forgotten_repairs as known (kind, count) select kind, count(*)::int from gone group by kind
      on conflict (kind) do update set count = known.count + excluded.count
    )
    select count(*)::int as gone from gone`
  return row.gone
}

/** The first tells since when a set is whole, the newest where to go on. */
const forgetHarvests = (before: Date) => db().$executeRaw`
  delete from harvests old where state = 'finished' and started_at < ${before}::timestamptz
    and exists (select from harvests h where h.oai_set = old.oai_set and h.state = 'finished' and h.started_at > old.started_at)
    and exists (select from harvests h where h.oai_set = old.oai_set and h.state = 'finished'
      and (h.from_day, h.id) < (old.from_day, old.id))`

/** The first tells since when a category is read. */
async function forgetListings(before: Date): Promise<number> {
  const old = await db().$queryRaw<{ category: string; day: string }[]>`
    select category, day::text as day from batches old where day < ${before}::date
      and exists (select from batches b where b.category = old.category and b.day > old.day)
      and exists (select from batches b where b.category = old.category and b.day < old.day)`
  if (old.length === 0) return 0
  return db().$executeRaw`
    delete from batches using json_to_recordset(${JSON.stringify(old)}::json) as old(category text, day date)
    where batches.category = old.category and batches.day = old.day`
}
