import { feedDay } from '../announcement-calendar'
import { addDays } from '../announcement-day'
import { db } from '../database/client'
import { shortDay } from './calendar-words'

/** Longer than arXiv ever pauses; a category of which no listing was watched for since then is none that anybody waits for. */
const DAYS = 10

/**
 * In one sentence that the newest listing of some of these categories is overdue; null when none is. Goes by what the table
 * of batches says of the last ten days, not by the hour, so that a page that shows it is told when it changes.
 */
export async function findLateListings(categories: readonly string[], now: Date): Promise<string | null> {
  const since = addDays(feedDay(now), -DAYS)
  const late = await db().$queryRaw<{ category: string; day: string }[]>`
    select category, day::text as day
    from (
      select distinct on (category) category, day, state from batches
      where category = any(${[...categories]}) and day > ${since}::date order by category, day desc
    ) newest
    where state in ('late', 'failed') order by day desc, category`
  const [first] = late
  if (!first) return null
  const others =
    late.length === 1 ? '' : late.length === 2 ? ' and one more category' : ` and ${late.length - 1} more categories`
  return `arXiv’s listing of ${shortDay(first.day)} has not come yet for ${first.category}${others}.`
}
