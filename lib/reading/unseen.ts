import { Prisma } from '@/generated/prisma/client'
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
