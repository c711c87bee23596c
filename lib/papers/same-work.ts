import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { prepared } from '../database/prepared'

/** All identifiers of these papers’ works: what they were merged into, and what was merged into that. */
export async function listSameWork(tx: Prisma.TransactionClient, paperIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    with work as (
      select distinct coalesce(merged_into, paper_id) as id from paper_standings where paper_id = any(${[...paperIds]}::text[])
    )
    select id from work union all select m.paper_id from work join paper_standings m on m.merged_into = work.id`
  return rows.map(({ id }) => id)
}

/** The paper that this one was merged into; null: it stands for itself, or is not here. */
export async function findMergedInto(paperId: string): Promise<string | null> {
  const [row] = await prepared<{ into: string | null }>(
    'merged into',
    Prisma.sql`select merged_into as into from paper_standings where paper_id = ${paperId}`,
  )
  return row?.into ?? null
}

/** What was merged into a paper, and why. */
export interface MergedPaper {
  id: string
  /** As the moderator gave it; null: it is not known any more. */
  reason: string | null
}

/** The papers that were merged into this one. */
export const listMerged = (paperId: string): Promise<MergedPaper[]> => db().$queryRaw`
  select s.paper_id as id, (
    select a.reason from moderation_acts a where a.paper_id = s.paper_id and a.act = 'merge' order by a.at desc limit 1
  ) as reason
  from paper_standings s where s.merged_into = ${paperId} order by s.paper_id`
