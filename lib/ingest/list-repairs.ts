import { db } from '../database/client'

/** In the order in which they are told. */
export const REPAIR_KINDS = ['missed', 'replacement', 'metadata', 'withdrawal', 'categories'] as const
export type RepairKind = (typeof REPAIR_KINDS)[number]

/** What the nightly sweeps put right on one day. */
export interface RepairDay {
  /** The day on which it was found (UTC). */
  day: string
  kind: RepairKind
  count: number
  /** A few of the papers. */
  papers: string[]
}

export interface Sweep {
  /** When a sweep of any set ended last; null: none did yet. */
  finishedAt: Date | null
  /** Sets that are being walked through now. */
  running: number
  /** Why one of these cannot go on, in one sentence. */
  trouble: string | null
}

const DAY_MS = 24 * 3_600_000
const NAMED = 3

/** Repairs of the last so many days, by day and kind, newest first. */
export async function listRepairs(now: Date, days: number): Promise<RepairDay[]> {
  return db().$queryRaw<RepairDay[]>`
    select (found_at at time zone 'UTC')::date::text as day, kind::text as kind, count(*)::int as count,
      (array_agg(distinct paper_id order by paper_id desc))[1:${NAMED}] as papers
    from repairs where found_at >= ${new Date(now.getTime() - days * DAY_MS)}::timestamptz
    group by 1, 2, repairs.kind order by 1 desc, repairs.kind`
}

/** How many repairs of each kind there ever were. */
export async function countRepairs(): Promise<Record<RepairKind, number>> {
  const rows = await db().$queryRaw<{ kind: RepairKind; count: number }[]>`
    select kind::text as kind, sum(count)::int as count from (
      select kind, count(*) as count from repairs group by kind union all select kind, count from forgotten_repairs
    ) counted group by kind`
  const counts = new Map(rows.map(({ kind, count }) => [kind, count]))
  return Object.fromEntries(REPAIR_KINDS.map((kind) => [kind, counts.get(kind) ?? 0])) as Record<RepairKind, number>
}

/** When arXiv was last swept for what the feeds do not tell, and what keeps it from being swept now. */
export async function findSweep(): Promise<Sweep> {
  const [sweep] = await db().$queryRaw<[Sweep]>`
    select max(finished_at) filter (where state = 'finished') as "finishedAt",
      (count(*) filter (where state = 'running'))::int as running,
      (select reason from harvests where state = 'running' and reason is not null order by started_at desc limit 1) as trouble
    from harvests`
  return sweep
}
