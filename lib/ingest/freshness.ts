import { db } from '../database/client'
import type { CategoryReport } from './report'

/** Runs further back say nothing about today. */
const LOOK_BACK_DAYS = 30

/** How far behind arXiv a category may be. */
export interface CategoryFreshness {
  category: string
  /** When arXiv last answered about it; null: not within 30 days. */
  heardAt: Date | null
  /** What came of the newest try; null: none within 30 days. */
  state: CategoryReport['state'] | null
  /** Of a failed try: why, in one sentence. */
  reason: string | null
  /** The newest day whose listing is here, as 2026-11-20. */
  newestDay: string | null
}

/** What the reports of the last ingest runs say about each of these categories, in this order. */
export async function findFreshness(categories: readonly string[], now: Date): Promise<CategoryFreshness[]> {
  const since = new Date(now.getTime() - LOOK_BACK_DAYS * 24 * 3_600_000)
  return db().$queryRaw<CategoryFreshness[]>`
    with tries as (
      select c->>'category' as category, r.finished_at, c->>'state' as state, c->>'reason' as reason
      from ingest_runs r cross join lateral jsonb_array_elements(r.report->'categories') c
      where r.started_at >= ${since}::timestamptz and r.finished_at is not null
    )
    select asked.category,
      (select max(t.finished_at) from tries t where t.category = asked.category and t.state <> 'failed') as "heardAt",
      newest.state, newest.reason,
      (select max(a.day)::text from announcements a where a.category = asked.category) as "newestDay"
    from unnest(${[...categories]}::text[]) with ordinality as asked(category, place)
    left join lateral (
      select t.state, t.reason from tries t where t.category = asked.category order by t.finished_at desc limit 1
    ) newest on true
    order by asked.place`
}
