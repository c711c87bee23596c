import { Prisma } from '@/generated/prisma/client'
import { announcementInstant } from '../announcement-day'
import type { Ask } from '../database/transaction'
import type { AnnouncementLine } from './types'

/**
 * Takes back the days that a sweep judged where a listing tells another one: arXiv announces a paper once in a category. Call it
 * under the writers' lock, before the told lines are written.
 * @returns of the papers that lost a line, when the lines that are left say that they were first announced
 */
export async function overruleDays(ask: Ask, told: readonly AnnouncementLine[]): Promise<Map<string, Date | null>> {
  const first = told.filter(({ type, judged }) => !judged && (type === 'new' || type === 'cross'))
  if (first.length === 0) return new Map()
  const gone = await ask<{ id: string }>(
    'overrule days',
    Prisma.sql`
    delete from announcements known
    using json_to_recordset(${JSON.stringify(first)}::json) as told("paperId" text, category text, day date)
    where known.paper_id = told."paperId" and known.category = told.category and known.day <> told.day
      and known.judged and known.type in ('new', 'cross')
    returning known.paper_id as id`,
  )
  if (gone.length === 0) return new Map()
  const left = await ask<{ id: string; day: string | null }>(
    'read days that are left',
    Prisma.sql`
    select asked.id, min(a.day)::text as day from unnest(${gone.map(({ id }) => id)}::text[]) as asked(id)
    left join announcements a on a.paper_id = asked.id and a.type in ('new', 'cross') group by asked.id`,
  )
  return new Map(left.map(({ id, day }) => [id, day === null ? null : announcementInstant(day)]))
}
