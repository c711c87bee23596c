import { db } from '../database/client'

/** What an operator wants to know at a glance. Counts of things, never who. */
export interface Overview {
  papers: number
  votes: number
  readers: number
  subscriptions: CountByState[]
  deliveries: CountByState[]
  /** Deliveries that are due and not out yet, and since when the oldest waits. */
  waiting: { mails: number; since: Date | null }
  /** Jobs by task; null before a worker ever ran. */
  jobs: JobCount[] | null
  ingestRuns: IngestRun[]
}

export interface CountByState {
  state: string
  count: number
}

export interface JobCount {
  task: string
  waiting: number
  /** Tried as often as it may be, and given up. */
  failed: number
}

export interface IngestRun {
  id: string
  startedAt: Date
  finishedAt: Date | null
  /** As the run wrote it down. */
  report: unknown
}

const RUNS_SHOWN = 10

/** The state of the house, read from the database. */
export async function readOverview(now: Date): Promise<Overview> {
  const [papers, votes, readers, subscriptions, deliveries, waiting, jobs, ingestRuns] = await Promise.all([
    db().paper.count(),
    db().vote.count(),
    db().reader.count(),
    db().subscription.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } }),
    db().delivery.groupBy({ by: ['state'], _count: true, orderBy: { state: 'asc' } }),
    db().delivery.aggregate({ where: { state: 'queued', dueAt: { lte: now } }, _count: true, _min: { dueAt: true } }),
    readJobs(),
    db().ingestRun.findMany({ orderBy: { startedAt: 'desc' }, take: RUNS_SHOWN }),
  ])
  return {
    papers,
    votes,
    readers,
    subscriptions: subscriptions.map(({ state, _count: count }) => ({ state, count })),
    deliveries: deliveries.map(({ state, _count: count }) => ({ state, count })),
    waiting: { mails: waiting._count, since: waiting._min.dueAt },
    jobs,
    ingestRuns,
  }
}

async function readJobs(): Promise<JobCount[] | null> {
  // The job engine makes its schema when a worker first starts.
  const [engine] = await db().$queryRaw<[{ isThere: boolean }]>`
    select to_regclass('graphile_worker.jobs') is not null as "isThere"`
  if (!engine.isThere) return null
  return db().$queryRaw<JobCount[]>`
    select task_identifier as task, (count(*) filter (where attempts < max_attempts))::int as waiting,
      (count(*) filter (where attempts >= max_attempts))::int as failed
    from graphile_worker.jobs group by task_identifier order by task_identifier`
}
