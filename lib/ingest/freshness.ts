import { nextAnnouncement, reasonForQuiet } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { db } from '../database/client'
import {
  type CategoryFreshness,
  COMPARED_DAYS,
  type DayRecord,
  dueDay,
  GAP_DAYS,
  judgeCategory,
  type Verdict,
  worstOf,
} from './judge-freshness'
import { countRepairs, findSweep, listRepairs, type RepairDay, type RepairKind, type Sweep } from './list-repairs'
import { sampleOnly } from './notice'

/** How fresh the house is: the facts that the page, its JSON, the badge, the metrics, readiness and the doctor tell. */
export interface Freshness {
  at: Date
  verdict: Verdict
  /** The bundled sample is all that is here. */
  isSample: boolean
  /** The newest day whose listing should be here. */
  dueDay: string
  next: { day: string; at: Date }
  /** Why nothing is announced now, in a sentence; null: it is an ordinary day. */
  quiet: string | null
  categories: CategoryFreshness[]
  sweep: Sweep
  repairs: {
    /** Of the last 30 days. */
    days: RepairDay[]
    /** Ever. */
    total: Record<RepairKind, number>
  }
}

/** What is known at `now` about the listings of these categories, in this order. Changes nothing, asks nobody outside. */
export async function findFreshness(categories: readonly string[], now: Date): Promise<Freshness> {
  const [records, sweep, days, total, isSample] = await Promise.all([
    listDays(categories, addDays(dueDay(now), -COMPARED_DAYS)),
    findSweep(),
    listRepairs(now, GAP_DAYS),
    countRepairs(),
    sampleOnly(),
  ])
  const judged = categories.map((category) => judgeCategory(category, records.get(category) ?? [], now))
  return {
    at: now,
    verdict: worstOf(judged.map(({ verdict }) => verdict)),
    isSample,
    dueDay: dueDay(now),
    next: nextAnnouncement(now),
    quiet: reasonForQuiet(now),
    categories: judged,
    sweep,
    repairs: { days, total },
  }
}

type Row = Omit<DayRecord, 'listed' | 'confirmed' | 'here'> &
  Record<'listedNew' | 'listedCross' | 'listedReplaced', number> &
  Record<'confirmedNew' | 'confirmedCross', number | null> &
  Record<'hereNew' | 'hereCross' | 'hereReplaced', number>

/** What is known of each category's days from that one on, newest first: what was watched, and what is here. */
async function listDays(categories: readonly string[], since: string): Promise<Map<string, DayRecord[]>> {
  const rows = await db().$queryRaw<Row[]>`
    with here as (
      select category, day, count(*) filter (where type = 'new')::int as fresh,
        count(*) filter (where type = 'cross')::int as crossed, count(*) filter (where type not in ('new', 'cross'))::int as replaced
      from announcements where day >= ${since}::date and category = any(${[...categories]}) group by 1, 2
    ), watched as (
      select * from batches where day >= ${since}::date and category = any(${[...categories]})
    )
    select category, day::text as day, w.state::text as state, coalesce(w.reason, '') as reason,
      case when w.source = 'feed' and w.state = 'complete' then w.listed_new end as "listedNew",
      w.listed_cross as "listedCross", w.listed_replaced as "listedReplaced",
      w.confirmed_new as "confirmedNew", w.confirmed_cross as "confirmedCross", w.last_look_at as "lookedAt",
      coalesce(h.fresh, 0) as "hereNew", coalesce(h.crossed, 0) as "hereCross", coalesce(h.replaced, 0) as "hereReplaced"
    from watched w full join here h using (category, day)
    order by day desc`
  const days = new Map<string, DayRecord[]>()
  for (const row of rows) days.set(row.category, [...(days.get(row.category) ?? []), toRecord(row)])
  return days
}

function toRecord({ category, day, state, reason, lookedAt, ...row }: Row): DayRecord {
  return {
    category,
    day,
    state,
    reason,
    lookedAt,
    listed:
      row.listedNew === null ? null : { new: row.listedNew, cross: row.listedCross, replaced: row.listedReplaced },
    confirmed:
      row.confirmedNew === null && row.confirmedCross === null
        ? null
        : { new: row.confirmedNew ?? 0, cross: row.confirmedCross ?? 0 },
    here: { new: row.hereNew, cross: row.hereCross, replaced: row.hereReplaced },
  }
}
