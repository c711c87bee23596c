import { Prisma } from '@/generated/prisma/client'
import { prepared } from '../database/prepared'

/** The papers of the newest listing of a category that is stored. */
export async function listLastAnnounced(category: string): Promise<string[]> {
  const rows = await prepared<{ id: string }>(
    'list last announced',
    Prisma.sql`select paper_id as id from announcements
    where category = ${category} and day = (select max(day) from announcements where category = ${category})`,
  )
  return rows.map(({ id }) => id)
}
