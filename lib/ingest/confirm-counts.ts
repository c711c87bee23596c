import { Prisma } from '@/generated/prisma/client'
import { listingDaysBetween } from '../announcement-calendar'
import { preparedTransaction } from '../database/transaction'
import { storedTerms } from '../taxonomy'
import { lockBatches, makeBatches } from './batch-rows'
import type { SweptSpan } from './harvests'
import { settleBatches } from './settle-batches'

/**
 * Counts, for each category and each day that a sweep covered, our lines of papers that arXiv holds, notes that in `batches`
 * (a line on a wrong day is counted there), and settles the days that the feeds left open. To be called when every set of the sweep is finished; may run again.
 *
 * A day without lines is not counted when arXiv touched a paper on it that was never met before and has none: it may have been
 * cross-listed on that day long after its time, and nobody could tell.
 */
export async function confirmCounts(
  categories: readonly string[],
  { after, until }: SweptSpan,
  now: Date,
): Promise<void> {
  const asked = listingDaysBetween(after, until).flatMap((day) =>
    categories.map((category) => ({ category, day, terms: storedTerms(category) })),
  )
  if (asked.length > 0) {
    await makeBatches(asked)
    await preparedTransaction(async (ask) => {
      await lockBatches(ask, asked)
      await ask(
        'confirm counts',
        Prisma.sql`update batches b set confirmed_new = held.new, confirmed_cross = held.crossed, confirmed_at = ${now}::timestamptz
        from (
          select asked.category, asked.day, asked.terms, count(*) filter (where a.type = 'new')::int as new,
            count(*) filter (where a.type = 'cross')::int as crossed
          from json_to_recordset(${JSON.stringify(asked)}::json) as asked(category text, day date, terms text[])
          left join (announcements a join harvested_papers h on h.paper_id = a.paper_id)
            on a.category = asked.category and a.day = asked.day
          group by asked.category, asked.day, asked.terms
        ) held
        where b.category = held.category and b.day = held.day and (held.new + held.crossed > 0 or not exists (
          select from harvested_papers h join papers p on p.id = h.paper_id
          where h.datestamp = held.day and p.first_seen_at >= held.day::timestamp at time zone 'UTC'
            and p.categories && held.terms
            and not exists (select from announcements a where a.paper_id = p.id and a.category = held.category)
        ))`,
      )
    })
  }
  await settleBatches(categories, now)
}
