import { Prisma } from '@/generated/prisma/client'
import { nameKey } from '../accounts/public-name'
import { db } from '../database/client'

/** Somebody who chose a name, as their page tells of them. */
export interface Profile {
  id: string
  /** As they spell it. */
  name: string
  /** They show what they vote for. */
  votesPublic: boolean
}

/** Who goes by a name, however it is spelled; null: nobody. */
export function findProfile(name: string): Promise<Profile | null> {
  return db().reader.findFirst({
    where: { nameKey: nameKey(name), name: { not: null } },
    select: { id: true, name: true, votesPublic: true },
  }) as Promise<Profile | null>
}

/** SQL: papers (paper_id, at) that somebody brought forward, and when they did so last. */
export const broughtBy = (name: string): Prisma.Sql => Prisma.sql`
  select paper_id, max(at) as at from (
    select b.paper_id, b.submitted_at as at from submissions b join readers r on r.id = b.reader_id where r.name_key = ${nameKey(name)}
    union all
    select k.paper_id, k.picked_at from picks k join readers r on r.id = k.reader_id where r.name_key = ${nameKey(name)}
    union all
    select v.paper_id, v.created_at from votes v join readers r on r.id = v.reader_id
    join paper_standings s on s.paper_id = v.paper_id and s.merged_into is null
    where r.name_key = ${nameKey(name)} and r.votes_public
  ) acts group by paper_id`
