import { Prisma } from '@/generated/prisma/client'
import { feedDay, feedInstant, lookUpDay, openDay } from '../announcement-calendar'
import { prepared } from '../database/prepared'
import { EARLY_MINUTES } from './look-again'

/** Feeds are made at midnight US Eastern, and not in a moment. */
const FEEDS_READY_MS = 5 * 60_000
/** After that, a look that nobody recorded is somebody else's to take: longer than a claim's worth of looks may last. */
const CLAIM_MS = 30 * 60_000

/**
 * Takes up to `limit` categories whose feed is due for a look: nobody looked today, or the time to look again has all but come. One
 * conditional statement, so that two who ask beside each other get different ones; a claim that is not followed by a look runs
 * out after half an hour.
 */
export async function claimLooks(categories: readonly string[], now: Date, limit: number): Promise<string[]> {
  const day = openDay(now)
  const isFirstDue =
    lookUpDay(feedDay(now)).status !== 'rest' && now.getTime() >= feedInstant(day).getTime() + FEEDS_READY_MS
  const soon = new Date(now.getTime() + EARLY_MINUTES * 60_000)
  const until = new Date(now.getTime() + CLAIM_MS)
  const claimed = await prepared<{ category: string }>(
    'claim looks',
    Prisma.sql`with due as (
      select asked.category from unnest(${[...categories]}::text[]) with ordinality as asked(category, place)
      left join batches b on b.category = asked.category and b.day = ${day}::date
      where b.next_look_at <= ${soon}::timestamptz or (${isFirstDue}::boolean and coalesce(b.looks, 0) = 0 and b.next_look_at is null)
      order by asked.place limit ${limit}::int
    )
    insert into batches as known (category, day, state, reason, next_look_at)
    select category, ${day}::date, 'waiting', 'Nobody looked yet.', ${until}::timestamptz from due order by category
    on conflict (category, day) do update set next_look_at = excluded.next_look_at
      where known.next_look_at <= ${soon}::timestamptz or (known.looks = 0 and known.next_look_at is null)
    returning category`,
  )
  return claimed.map(({ category }) => category)
}
