import { Prisma } from '@/generated/prisma/client'
import { countView } from '../views/list-view'
import type { View } from '../views/view'
import { arrivedAfter } from './arrival'
import { findVisit, visitName } from './visits'

/**
 * What a reader did not see of a view, as a condition on rows of `paper_standings s`: arrived since their last visit of it, and neither
 * voted for, saved nor dismissed.
 */
export async function unseenBy(readerId: string, view: View): Promise<Prisma.Sql> {
  const visit = await findVisit(readerId, visitName(view))
  return Prisma.sql`
    not exists (select from marks m where m.reader_id = ${readerId} and m.paper_id = s.paper_id)
    and not exists (select from votes v where v.reader_id = ${readerId} and v.paper_id = s.paper_id)
    ${visit ? Prisma.sql`and ${arrivedAfter(visit.seenUntil)}` : Prisma.empty}`
}

/** How far a reader came in a view: “37 of 112”. */
export interface Progress {
  seen: number
  total: number
}

/** How many papers of a view a reader saw. Counts the whole view: for those that end, such as a day. */
export async function progressOf(readerId: string, view: View): Promise<Progress> {
  const [total, unseen] = await Promise.all([
    countView(view),
    unseenBy(readerId, view).then((only) => countView(view, only)),
  ])
  return { seen: total - unseen, total }
}
