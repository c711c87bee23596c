import { db } from '../database/client'
import { heldReader } from '../papers/hold-reader'
import { viewPath } from '../views/address'
import type { View } from '../views/view'
import { arrivalSeconds } from './arrival'

/** Views of one reader of which the last visit is kept: the ones visited last. */
export const VIEWS_KEPT = 200

/** Up to where a reader knows a view. */
export interface LastVisit {
  view: string
  /** What arrived later is new to them. */
  seenUntil: Date
  visitedAt: Date
}

/** The name under which a view is kept: its address, without the signs that markup would change. */
export const visitName = (view: View): string => viewPath(view).replaceAll("'", '%27').replaceAll('&', '%26')

/** The last visit of a view, or null. @param view as `visitName` gives it */
export function findVisit(readerId: string, view: string): Promise<LastVisit | null> {
  return db().visit.findUnique({
    where: { readerId_view: { readerId, view } },
    select: { view: true, seenUntil: true, visitedAt: true },
  })
}

/**
 * Notes that a reader knows a view up to an instant. Only forward, never past the second of `now`; twice, late or at once ends at the latest.
 * @param until the arrival of the newest paper that was shown
 */
export async function moveVisit(readerId: string, view: string, until: Date, now: Date): Promise<void> {
  const thisSecond = new Date(arrivalSeconds(now) * 1000)
  const seenUntil = until < thisSecond ? until : thisSecond
  await db().$executeRaw`
    with ${heldReader(readerId)}
    insert into visits (reader_id, view, seen_until, visited_at)
    select id, ${view}, ${seenUntil}::timestamptz, ${now}::timestamptz from held
    on conflict (reader_id, view) do update
    set seen_until = greatest(visits.seen_until, excluded.seen_until),
      visited_at = greatest(visits.visited_at, excluded.visited_at)`
  await db().$executeRaw`
    with ${heldReader(readerId)}
    delete from visits using held where reader_id = held.id and view in (
      select view from visits where reader_id = ${readerId} order by visited_at desc, view offset ${VIEWS_KEPT}
    )`
}
