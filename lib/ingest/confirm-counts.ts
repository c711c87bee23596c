import { expectedDaysBetween } from '../announcement-calendar'
import { type BatchKey, inTransaction, lockBatches } from './batch-rows'
import type { SweptSpan } from './harvests'
import { settleBatches } from './settle-batches'

/**
 * Counts, for each category and each day that a sweep covered, our lines of papers that arXiv holds, notes that in `batches`
 * (a line on a wrong day is counted there), and settles the days that the feeds left open. To be called when every set of the sweep is finished; may run again.
 */
export async function confirmCounts(
  categories: readonly string[],
  { after, until }: SweptSpan,
  now: Date,
): Promise<void> {
  const days = expectedDaysBetween(after, until)
  const keys: BatchKey[] = days.flatMap((day) => categories.map((category) => ({ category, day })))
  if (keys.length > 0) {
    await inTransaction(async (tx) => {
      await lockBatches(tx, keys)
      await tx.$executeRaw`
        update batches b set confirmed_new = held.new, confirmed_cross = held.crossed, confirmed_at = ${now}::timestamptz
        from (
          select asked.category, asked.day, count(*) filter (where a.type = 'new')::int as new,
            count(*) filter (where a.type = 'cross')::int as crossed
          from json_to_recordset(${JSON.stringify(keys)}::json) as asked(category text, day date)
          left join (announcements a join harvested_papers h on h.paper_id = a.paper_id)
            on a.category = asked.category and a.day = asked.day
          group by asked.category, asked.day
        ) held
        where b.category = held.category and b.day = held.day`
    })
  }
  await settleBatches(categories, now)
}
