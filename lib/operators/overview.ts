import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { MAIL_KINDS } from '../outbox/types'
import { COUNTED, type Count, countByState, countRows, upTo } from './bounded-counts'

/** What an operator wants to know at a glance. Counts of things, never who. */
export interface Overview {
  papers: Count
  votes: Count
  readers: Count
  subscriptions: CountByState[]
  deliveries: CountByState[]
  /** Deliveries that are due and not out yet, and since when the oldest waits. */
  waiting: { mails: Count; since: Date | null }
  /** Jobs by task; null before a worker ever ran. */
  jobs: JobCount[] | null
  ingestRuns: IngestRun[]
}

export interface CountByState {
  state: string
  count: Count
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
    countRows('papers'),
    countRows('votes'),
    countRows('readers'),
    countByState(Prisma.sql`subscriptions`, Prisma.sql`subscription_state`),
    countByState(Prisma.sql`deliveries`, Prisma.sql`delivery_state`),
    readWaiting(now),
    readJobs(),
    db().ingestRun.findMany({ orderBy: { startedAt: 'desc' }, take: RUNS_SHOWN }),
  ])
  return { papers, votes, readers, subscriptions, deliveries, waiting, jobs, ingestRuns }
}

/** Of each kind of mail, by the index over state, kind and due time. */
async function readWaiting(now: Date): Promise<Overview['waiting']> {
  const [row] = await db().$queryRaw<[{ mails: number; since: Date | null }]>`
    select coalesce(sum(d.mails), 0)::int as mails, min(d.since) as since
    from unnest(${MAIL_KINDS}::text[]) as k(kind) cross join lateral (
      select count(*) as mails, min(due_at) as since from (
        select due_at from deliveries where state = 'queued' and kind = k.kind and due_at <= ${now}::timestamptz
        order by due_at limit ${COUNTED + 1}
      ) d
    ) d`
  return { mails: upTo(row.mails), since: row.since }
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
