import { Prisma } from '@/generated/prisma/client'
import { type AuthorOf, findPerson, paperIdsOf } from '../papers/find-person'
import { personalPapers } from '../personal/personal-list'
import { countedOrder, fairBelow, fairCountedOrder, fairOrder, trendingBelow, trendingOrder } from '../trending/rank'
import { announcedIn } from './announced-in'
import type { DayRange } from './calendar'
import { isIn, standingsIn } from './category-source'
import type { Place } from './cursor'
import { followedBy } from './following'
import { votedIn } from './groups'
import type { Typed } from './list-types'
import { daysUntil } from './moment-source'
import { broughtBy } from './people'
import { listedBy } from './reader-lists'
import type { Source } from './source'
import { spanOf } from './span'
import type { Fairly, View, Within } from './view'

/** A view whose papers stand in the database's own order; a search has an order of its own. */
export type ListedView = Exclude<View, { kind: 'search' }>

/** The instant that lists by time go by. */
export const listedAt = Prisma.sql`s.listed_at`

/**
 * Where a view's rows come from, and their order.
 * @param person of an author's list: whose it is, when somebody asked already
 * @param moment as it stood then
 */
export async function sourceOf(
  view: ListedView,
  person: AuthorOf | null = null,
  moment: Date | null = null,
): Promise<Source> {
  switch (view.kind) {
    case 'trending':
      return {
        ...(view.fair ? byFairScore : byHeat),
        from: Prisma.sql`${view.categories ? await standingsIn(view.categories) : Prisma.sql`paper_standings s`}
          join papers p on p.id = s.paper_id and not p.withdrawn and s.merged_into is null ${view.fair ? fairPlaces : Prisma.empty}`,
      }
    case 'newest':
      return { ...byTime, from: Prisma.sql`paper_standings s` }
    case 'submitted':
      return cameBy(
        Prisma.sql`b.submitted_at`,
        Prisma.sql`submissions b join paper_standings s on s.paper_id = b.paper_id`,
      )
    case 'picks':
      return picked(view.day)
    case 'day':
    case 'week':
    case 'month':
      return { ...(view.fair ? fairCountedOrder : countedOrder), ...ofDays(spanOf(view), view, moment) }
    case 'category':
      return { ...byTime, from: await standingsIn([view.category], view) }
    case 'author':
      return {
        ...byTime,
        from: Prisma.sql`(${paperIdsOf(person ?? (await findPerson(view.name)), view.categories)}) a
          join paper_standings s on s.paper_id = a.paper_id`,
      }
    case 'person':
      return cameBy(
        Prisma.sql`b.at`,
        Prisma.sql`(${broughtBy(view.name)}) b join paper_standings s on s.paper_id = b.paper_id`,
      )
    case 'list':
      return cameBy(
        Prisma.sql`b.at`,
        Prisma.sql`(${listedBy(view.key)}) b join paper_standings s on s.paper_id = b.paper_id`,
      )
    case 'following':
      return cameBy(
        Prisma.sql`b.at`,
        Prisma.sql`(${await followedBy(view.key)}) b join paper_standings s on s.paper_id = b.paper_id`,
      )
    case 'group':
      return byWeeks(votedIn(view.name, view.week))
    case 'personal':
      return {
        order: Prisma.sql`m.score desc, s.listed_at desc, s.paper_id desc`,
        below: ({ score, listedAt, id }) =>
          Prisma.sql`(m.score, s.listed_at, s.paper_id) < (${score ?? 0}::float8, ${listedAt}::timestamptz, ${id})`,
        score: Prisma.sql`m.score`,
        type: untyped,
        from: Prisma.sql`(${personalPapers(view.key)}) m join paper_standings s on s.paper_id = m.paper_id`,
      }
  }
}

/** By the day that they are picked for; feeds and digests go by when they were picked. */
const picked = (day: string | undefined): Source => ({
  ...cameBy(
    Prisma.sql`b.picked_at`,
    Prisma.sql`(select paper_id, day, picked_at from picks where ${day ? Prisma.sql`day = ${day}::date` : Prisma.sql`true`}) b
      join paper_standings s on s.paper_id = b.paper_id and s.merged_into is null`,
  ),
  // Days since 1970, as every cursor has a number.
  score: pickedDay,
  order: Prisma.sql`b.day desc, b.picked_at desc, s.paper_id desc`,
  below: ({ score, listedAt, id }) =>
    Prisma.sql`(${pickedDay}, b.picked_at, s.paper_id) < (${score ?? 0}::int, ${listedAt}::timestamptz, ${id})`,
})

/** The newest week first, by the last vote; in it what most members voted for. @param voted papers (paper_id, at, votes) */
const byWeeks = (voted: Prisma.Sql): Source => ({
  ...cameBy(Prisma.sql`b.at`, Prisma.sql`(${voted}) b join paper_standings s on s.paper_id = b.paper_id`),
  score: weekAndVotes,
  order: Prisma.sql`${weekAndVotes} desc, b.at desc, s.paper_id desc`,
  below: ({ score, listedAt, id }) =>
    Prisma.sql`(${weekAndVotes}, b.at, s.paper_id) < (${score ?? 0}::int, ${listedAt}::timestamptz, ${id})`,
})

/** Weeks since 1970 and votes in one number, as every cursor has one. A group has fewer members. */
const weekAndVotes = Prisma.sql`(floor(extract(epoch from date_trunc('week', b.at, 'UTC')) / 604800)::int * 1000 + b.votes)`

const pickedDay = Prisma.sql`(b.day - date '1970-01-01')`

/** A list whose papers came to it one by one, the last one first. */
const cameBy = (at: Prisma.Sql, from: Prisma.Sql): Source => ({
  from,
  at,
  order: Prisma.sql`${at} desc, s.paper_id desc`,
  below: ({ listedAt, id }) => Prisma.sql`(${at}, s.paper_id) < (${listedAt}::timestamptz, ${id})`,
  score: Prisma.sql`null::int`,
  type: untyped,
})

const untyped = Prisma.sql`null::text`

const byHeat = { order: trendingOrder, below: trendingBelow, score: Prisma.sql`s.score`, type: untyped }

const fairPlaces = Prisma.sql`join fair_places f on f.paper_id = s.paper_id`

const byFairScore = { order: fairOrder, below: fairBelow, score: Prisma.sql`f.score`, type: untyped }

const byTime = {
  order: Prisma.sql`s.listed_at desc, s.paper_id desc`,
  below: ({ listedAt, id }: Place) => Prisma.sql`(s.listed_at, s.paper_id) < (${listedAt}::timestamptz, ${id})`,
  score: Prisma.sql`null::int`,
  type: untyped,
}

function ofDays(range: DayRange | null, { categories, fair, ...typed }: Typed & Within & Fairly, moment: Date | null) {
  const whole = range ?? { first: '1991-01-01', end: '1991-01-01' }
  const days = moment ? daysUntil(whole, moment) : whole
  return {
    from: Prisma.sql`paper_standings s join (${announcedIn(days, typed)}) d on d.paper_id = s.paper_id
      ${categories ? Prisma.sql`and ${isIn(categories)}` : Prisma.empty} ${fair ? fairPlaces : Prisma.empty}`,
    type: Prisma.sql`d.type::text`,
  }
}
