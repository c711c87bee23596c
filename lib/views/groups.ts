import { Prisma } from '@/generated/prisma/client'
import { nameKey } from '../accounts/public-name'
import { db } from '../database/client'
import { weekRange } from './calendar'

/** A group, as its members see it. */
export interface ShownGroup {
  name: string
  invite: string
  members: { readerId: string; name: string | null; keeps: boolean }[]
}

/** The group that goes by a name, however it is spelled; null: there is none. */
export async function findGroup(name: string): Promise<ShownGroup | null> {
  const group = await db().group.findUnique({
    where: { nameKey: nameKey(name) },
    select: {
      name: true,
      invite: true,
      members: {
        select: { readerId: true, keeps: true, showsName: true, reader: { select: { name: true } } },
        orderBy: [{ joinedAt: 'asc' }, { readerId: 'asc' }],
      },
    },
  })
  return (
    group && {
      ...group,
      members: group.members.map(({ readerId, keeps, showsName, reader }) => ({
        ...{ readerId, keeps },
        name: showsName ? reader.name : null,
      })),
    }
  )
}

/** Which of these readers are members. */
export async function membersOf<A extends string | null>(
  name: string,
  askers: readonly A[],
  from: Prisma.TransactionClient,
): Promise<Set<A>> {
  const rows = await from.groupMember.findMany({
    where: { group: { nameKey: nameKey(name) }, readerId: { in: askers.filter((asker) => asker !== null) } },
    select: { readerId: true },
  })
  const members = new Set<string | null>(rows.map(({ readerId }) => readerId))
  return new Set(askers.filter((asker) => members.has(asker)))
}

/** SQL: votes (paper_id, at, name) of a group's members since they joined; the name only where they show it. */
function votesIn(name: string, week: string | undefined): Prisma.Sql {
  const range = week ? weekRange(week) : null
  const within = range
    ? Prisma.sql`and v.created_at >= ${range.first}::timestamp at time zone 'UTC' and v.created_at < ${range.end}::timestamp at time zone 'UTC'`
    : Prisma.empty
  return Prisma.sql`select v.paper_id, v.created_at as at, case when m.shows_name then r.name end as name
    from groups g join group_members m on m.group_id = g.id join readers r on r.id = m.reader_id
    join votes v on v.reader_id = m.reader_id and v.created_at >= m.joined_at ${within}
    join paper_standings s on s.paper_id = v.paper_id and s.merged_into is null
    where g.name_key = ${nameKey(name)}`
}

/** SQL: papers (paper_id, at, votes) that members voted for: when last, and how many of them. @param week of these votes only */
export const votedIn = (name: string, week?: string): Prisma.Sql => Prisma.sql`
  select paper_id, max(at) as at, count(*)::int as votes from (${votesIn(name, week)}) cast_votes group by paper_id`

/** How many members voted for these papers, and who, as far as they show it: `3 of the group: Ada-L, Bob`. */
export async function groupNotes(
  name: string,
  week: string | undefined,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await db().$queryRaw<{ id: string; votes: number; names: string | null }[]>`
    select paper_id as id, count(*)::int as votes, string_agg(name, ', ' order by name) as names
    from (${votesIn(name, week)}) cast_votes where paper_id = any(${[...ids]}::text[]) group by paper_id`
  return new Map(rows.map(({ id, votes, names }) => [id, `${votes} of the group${names ? `: ${names}` : ''}`]))
}
