import { Prisma } from '@/generated/prisma/client'
import { pool } from '../database/client'
import { asked } from '../database/prepared'
import { listByIds, SUMMARY_COLUMNS } from '../papers/find-paper'
import type { AuthorOf } from '../papers/find-person'
import type { AnnouncementType, PaperSummary } from '../papers/types'
import { MAX_HITS } from '../search/answer'
import { votesAt } from '../trending/moment'
import { listedIn } from './category-source'
import { type Cursor, cursorText, placeOf, rankOf } from './cursor'
import { type Found, findFound } from './found-papers'
import { notesOf } from './list-notes'
import { type ListedView, listedAt, sourceOf } from './list-source'
import { listTypeOf } from './list-types'
import { momentSource } from './moment-source'
import type { View } from './view'

/** Entries on one page of a list. */
export const PAGE_SIZE = 50

export interface PageOf {
  after?: Cursor | null
  /** Papers with fewer votes are left out. */
  minVotes?: number
  limit?: number
  /** Entries to pass over: for clients that count pages; people and feeds go by `after`. */
  offset?: number
  /** A condition on rows of `paper_standings s`: what does not hold it is left out. */
  only?: Prisma.Sql | null
  /** Only papers that stand in lists by time after this instant. */
  since?: Date | null
  /** As the list stood at this instant; not with field-fair lists. */
  moment?: Date | null
  /** Of a search: papers have to hold all of its words. */
  everyWord?: boolean
  /** Of a search: tell people more than its papers (`Found.explanation`). */
  explained?: boolean
  /** Of an author's list: whose it is, when somebody asked already. */
  person?: AuthorOf | null
}

export interface ViewPage {
  papers: PaperSummary[]
  /** The cursor of the next page, as text; null at the end. */
  next: string | null
  /** Of a search: what was understood and counted. */
  found?: Found
}

type SearchView = Extract<View, { kind: 'search' }>

interface Row {
  id: string
  score: number | null
  commenters: number
  listedAt: Date
  /** In lists of days: as what arXiv announced it. */
  type: AnnouncementType | null
}

/** One page of a view. Reads one row too many, to know without a count whether more follow. */
export async function listView(view: View, page: PageOf = {}): Promise<ViewPage> {
  const { limit = PAGE_SIZE } = page
  if (view.kind === 'search') return listSearch(view, page)
  if (isFrontPage(view, page)) return listFrontPage(page)
  const rows = await rowsOf(view, { ...page, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    papers: await withNotes(
      view,
      withListType(view, await withVotesAt(page.moment ?? null, await listByIds(shown.map(({ id }) => id))), shown),
    ),
    next: last && rows.length > limit ? cursorText(last) : null,
  }
}

/**
 * The front page is asked all day: one statement reads its order and its texts. Its limit is a part of the text, since for one that is a parameter
 * PostgreSQL would plan it anew each time.
 */
async function listFrontPage({ after = null, limit = PAGE_SIZE, offset = 0 }: PageOf): Promise<ViewPage> {
  const place = after && placeOf(after)
  const { rows } = await pool().query<PaperSummary & Pick<Row, 'score' | 'listedAt'>>({
    ...(offset === 0 && { name: `trending ${place ? 'after ' : ''}${limit}` }),
    text: `${FRONT_PAGE} ${place ? 'where (s.score, s.paper_id) < ($1::double precision, $2)' : ''}
      order by s.score desc, s.paper_id desc limit ${Number(limit) + 1} offset ${Number(offset)}`,
    values: place ? [place.score ?? 0, place.id] : [],
  })
  const last = rows[limit - 1]
  return { papers: rows.slice(0, limit), next: last && rows.length > limit ? cursorText(last) : null }
}

const FRONT_PAGE = `select ${SUMMARY_COLUMNS}, s.score, s.listed_at as "listedAt"
  from paper_standings s join papers p on p.id = s.paper_id and not p.withdrawn and s.merged_into is null`

const isFrontPage = (view: View, { minVotes = 0, only, since, moment }: PageOf): boolean =>
  view.kind === 'trending' && !view.categories && !view.fair && minVotes === 0 && !only && !since && !moment

/** One page of a search, with what was understood of it. */
async function listSearch({ query }: SearchView, page: PageOf = {}): Promise<ViewPage> {
  const { limit = PAGE_SIZE } = page
  const found = await findIn(query, page)
  const rank = rankOf(page.after ?? null) + limit
  return {
    papers: await listByIds(found.ids),
    next: found.goesOn && rank < MAX_HITS ? cursorText({ rank }) : null,
    found,
  }
}

/** Identifiers alone, in the order of the view, as many as `limit`. */
export const listIds = async (view: View, page: PageOf = {}): Promise<string[]> =>
  view.kind === 'search' ? (await findIn(view.query, page)).ids : (await rowsOf(view, page)).map(({ id }) => id)

const findIn = (
  query: string,
  {
    after = null,
    offset = 0,
    limit = PAGE_SIZE,
    minVotes = 0,
    since = null,
    everyWord = false,
    explained = false,
    only = null,
  }: PageOf,
) => findFound(query, { offset: rankOf(after) + offset, limit, minVotes, since, everyWord, explained, only })

async function rowsOf(
  view: ListedView,
  {
    after = null,
    minVotes = 0,
    limit = PAGE_SIZE,
    offset = 0,
    only = null,
    since = null,
    person = null,
    moment = null,
  }: PageOf,
): Promise<Row[]> {
  const plain = await sourceOf(view, person, moment)
  const source = moment ? await momentSource(view, plain, moment) : plain
  const { from, order, below, score, commenters = Prisma.sql`0`, type, at = listedAt } = source
  return asked<Row>(Prisma.sql`
    select s.paper_id as "id", ${score} as "score", ${commenters} as "commenters", ${at} as "listedAt", ${type} as "type"
    from ${from}
    where ${atLeast(minVotes)} ${only ? Prisma.sql`and ${only}` : Prisma.empty}
      ${since ? Prisma.sql`and ${at} > ${since}::timestamptz` : Prisma.empty}
      ${after ? Prisma.sql`and ${below(placeOf(after))}` : Prisma.empty}
    order by ${order}
    limit ${limit} offset ${offset}`)
}

/** Papers with the votes that they had at an instant. */
async function withVotesAt(moment: Date | null, papers: PaperSummary[]): Promise<PaperSummary[]> {
  if (!moment) return papers
  const rows = await asked<{ id: string; votes: number }>(Prisma.sql`
    select s.paper_id as id, ${votesAt(moment, 'shown')} as votes
    from paper_standings s where s.paper_id = any(${papers.map(({ id }) => id)}::text[])`)
  const votes = new Map(rows.map((row) => [row.id, row.votes]))
  return papers.map((paper) => ({ ...paper, votes: votes.get(paper.id) ?? 0 }))
}

async function withNotes(view: View, papers: PaperSummary[]): Promise<PaperSummary[]> {
  const notes = await notesOf(
    view,
    papers.map(({ id }) => id),
  )
  return notes.size === 0 ? papers : papers.map((paper) => ({ ...paper, noted: notes.get(paper.id) ?? null }))
}

function withListType(view: View, papers: PaperSummary[], rows: Row[]): PaperSummary[] {
  if (view.kind === 'category') return papers.map((paper) => ({ ...paper, listedAs: listedIn(view, paper) }))
  const types = new Map(rows.flatMap(({ id, type }) => (type ? [[id, listTypeOf(type)]] : [])))
  return papers.map((paper) => {
    const listedAs = types.get(paper.id)
    return listedAs ? { ...paper, listedAs } : paper
  })
}

/** How many papers a list holds. @param only a condition on rows of `paper_standings s` */
export async function countView(view: ListedView, only: Prisma.Sql = Prisma.sql`true`): Promise<number> {
  const { from } = await sourceOf(view)
  const [row] = await asked<{ count: number }>(Prisma.sql`select count(*)::int as count from ${from} where ${only}`)
  return row?.count ?? 0
}

/** Said so that the index over voted papers can serve it. */
const atLeast = (votes: number) => (votes > 0 ? Prisma.sql`s.votes > 0 and s.votes >= ${votes}` : Prisma.sql`true`)
