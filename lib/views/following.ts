import { Prisma } from '@/generated/prisma/client'
import { config } from '../config'
import { db } from '../database/client'
import { findPerson, paperIdsOf } from '../papers/find-person'
import { storedTerms } from '../taxonomy'
import { parseView, viewPath } from './address'
import type { View } from './view'

/** How far back the view of what somebody follows goes: as far as a monthly digest looks. */
const DAYS = 62
const DAY_MS = 24 * 3_600_000

/** SQL: papers (paper_id, at) that came lately by anything that the reader of this key follows, and when they did so last. */
export const followedBy = async (key: string): Promise<Prisma.Sql> => Prisma.sql`
  select paper_id, max(at) as at from (${await cameFrom(key)}) came group by paper_id`

/** By what these papers came: `Ada-L, math.NT`. */
export async function followedWhy(key: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db().$queryRaw<{ id: string; by: string }[]>`
    select paper_id as id, string_agg(distinct label, ', ' order by label) as by from (${await cameFrom(key)}) came
    where paper_id = any(${[...ids]}::text[]) group by paper_id`
  return new Map(rows.map(({ id, by }) => [id, `From ${by}`]))
}

/** SQL: each way (paper_id, at, label) by which a paper came. People tell what their pages show; closed lists tell nothing. */
async function cameFrom(key: string): Promise<Prisma.Sql> {
  const since = new Date(config().clock.now().getTime() - DAYS * DAY_MS)
  const followed = Prisma.sql`follows f join readers me on me.id = f.reader_id and me.following_key = ${key}::uuid`
  const people = Prisma.sql`${followed} join readers p on p.id = f.person_id and p.name is not null`
  const isShown = Prisma.sql`l.hidden_at is null and e.added_at > ${since}::timestamptz`
  const views = await viewsFollowed(key)
  return Prisma.join(
    [
      Prisma.sql`select b.paper_id, b.submitted_at as at, p.name as label from ${people}
        join submissions b on b.reader_id = p.id and b.submitted_at > ${since}::timestamptz`,
      Prisma.sql`select k.paper_id, k.picked_at, p.name from ${people}
        join picks k on k.reader_id = p.id and k.picked_at > ${since}::timestamptz`,
      Prisma.sql`select v.paper_id, v.created_at, p.name from ${people}
        join votes v on v.reader_id = p.id and p.votes_public and v.created_at > ${since}::timestamptz
        join paper_standings s on s.paper_id = v.paper_id and s.merged_into is null`,
      Prisma.sql`select e.paper_id, e.added_at, p.name from ${people}
        join lists l on l.reader_id = p.id and l.visibility = 'public' join list_entries e on e.list_id = l.id and ${isShown}`,
      Prisma.sql`select e.paper_id, e.added_at, l.name from ${followed}
        join lists l on l.id = f.list_id and l.visibility <> 'private' join list_entries e on e.list_id = l.id and ${isShown}`,
      categoriesSince(views, since),
      ...(await authorsSince(views, since)),
    ],
    ' union all ',
  )
}

async function viewsFollowed(key: string): Promise<View[]> {
  const rows = await db().follow.findMany({
    where: { reader: { followingKey: key }, view: { not: null } },
    select: { view: true },
  })
  return rows.flatMap(({ view }) => {
    const { pathname, searchParams } = new URL(view ?? '/', 'http://localhost')
    return parseView(pathname, searchParams) ?? []
  })
}

function categoriesSince(views: readonly View[], since: Date): Prisma.Sql {
  const terms = views.flatMap((view) =>
    view.kind === 'category' ? storedTerms(view.category).map((term) => ({ term, label: view.category })) : [],
  )
  return Prisma.sql`select s.paper_id, s.listed_at, k.label from paper_standings s
    join paper_categories c on c.paper_id = s.paper_id
    join unnest(${terms.map(({ term }) => term)}::text[], ${terms.map(({ label }) => label)}::text[]) k (term, label) on k.term = c.category
    where s.listed_at > ${since}::timestamptz`
}

const authorsSince = (views: readonly View[], since: Date): Promise<Prisma.Sql[]> =>
  Promise.all(
    views
      .flatMap((view) => (view.kind === 'author' ? [view] : []))
      .map(async (view) => {
        const papers = paperIdsOf(await findPerson(view.name), view.categories)
        return Prisma.sql`select s.paper_id, s.listed_at, ${view.name}::text from (${papers}) a
        join paper_standings s on s.paper_id = a.paper_id and s.listed_at > ${since}::timestamptz`
      }),
  )

/** The address under which the view of an author or a category is followed; null: it is something else. */
export const followedAddress = (view: View): string | null => {
  if (view.kind === 'author') return viewPath(view)
  return view.kind === 'category' ? viewPath({ kind: 'category', category: view.category }) : null
}
