import { db } from '../database/client'

/** The papers of the newest listing of a category that is stored. */
export async function listLastAnnounced(category: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select paper_id as id from announcements
    where category = ${category} and day = (select max(day) from announcements where category = ${category})`
  return rows.map(({ id }) => id)
}
