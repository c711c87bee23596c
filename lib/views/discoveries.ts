import { Prisma } from '@/generated/prisma/client'
import { announcementInstant } from '../announcement-day'
import { db } from '../database/client'
import { listByIds } from '../papers/find-paper'
import type { PaperSummary } from '../papers/types'
import { announcementTick } from '../trending/announcement-clock'
import { DISCOVERY } from '../trending/constants'
import { viewPath } from './address'
import { standingsIn } from './category-source'
import { latestDay } from './days'
import { listView, PAGE_SIZE, type PageOf, type ViewPage } from './list-view'
import type { View } from './view'

type Trending = Extract<View, { kind: 'trending' }>

/** A page of a list, and which of its papers were drawn for it. */
export interface DiscoveryPage extends ViewPage {
  discovered: ReadonlySet<string>
}

/**
 * The first page of trending with some of its places given to papers that nobody voted for. Which, is drawn by the newest listing's day and the
 * list alone, so that everybody sees the same ones until the next batch and anybody can draw them again. None while the page would hold
 * no voted paper, or holds the whole list.
 */
export async function listWithDiscoveries(view: Trending, page: PageOf): Promise<DiscoveryPage> {
  const fewer = await listView(view, { ...page, limit: PAGE_SIZE - DISCOVERY.places.length })
  const isOfAny = fewer.next !== null && fewer.papers.some(({ votes }) => votes > 0)
  const ids = isOfAny ? await drawUnvoted(view, fewer.papers) : []
  if (ids.length === 0) return { ...(fewer.next ? await listView(view, page) : fewer), discovered: new Set() }
  return { ...fewer, papers: placed(fewer.papers, await listByIds(ids)), discovered: new Set(ids) }
}

/** One after each of its places. */
function placed(papers: readonly PaperSummary[], drawn: readonly PaperSummary[]): PaperSummary[] {
  const places: readonly number[] = DISCOVERY.places
  return papers.flatMap((paper, index) => {
    const discovery = drawn[places.indexOf(index + 1)]
    return discovery ? [paper, discovery] : [paper]
  })
}

/** Of the papers of the newest announcements for which nobody voted and that are not `shown`, those with the smallest lots. */
async function drawUnvoted(view: Trending, shown: readonly PaperSummary[]): Promise<string[]> {
  const day = await latestDay()
  if (day === null) return []
  const newest = announcementTick(announcementInstant(day))
  const from = view.categories ? await standingsIn(view.categories) : Prisma.sql`paper_standings s`
  const rows = await db().$queryRaw<{ id: string }[]>`
    select s.paper_id as id from ${from} join papers p on p.id = s.paper_id and not p.withdrawn and s.merged_into is null
    where s.votes = 0 and s.listed_tick > ${newest - DISCOVERY.days}::double precision
      and s.listed_at > ${daysBefore(day)}::timestamptz and s.paper_id <> all(${shown.map(({ id }) => id)})
    order by md5(${`${day} ${viewPath(view)} `} || s.paper_id), s.paper_id limit ${DISCOVERY.places.length}`
  return rows.map(({ id }) => id)
}

/** No holiday makes so few announcements take longer: what the index of time can begin at. */
const daysBefore = (day: string) => new Date(announcementInstant(day).getTime() - 14 * 24 * 3_600_000)
