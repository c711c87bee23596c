import type { Clock } from '../clock'
import { UpstreamError } from '../errors'
import type { SourceKind } from '../papers/reconcile'
import type { AnnouncementLine, PaperDraft, Rejected } from '../papers/types'
import { parseQueryAnswer } from './arxiv-api'
import type { Arxiv } from './arxiv-client'
import { parseAnnouncements } from './arxiv-feed'
import { listKnownListings, listSweptDays } from './known-listings'
import { listLastAnnounced } from './last-announced'
import { type DayLook, entriesOf, lookOfFeed, lookOfUnchanged } from './look-at-feed'
import { doubtfulDay } from './place-listing'
import type { CategoryReport } from './report'

/** What a source says about a category. */
export interface Reading {
  state: Exclude<CategoryReport['state'], 'failed'>
  papers: PaperDraft[]
  announcements: AnnouncementLine[]
  rejected: Rejected[]
  /** Stored papers that an unchanged copy tells of. */
  known: string[]
  /** To be called when all of this is stored. */
  remember: () => Promise<void>
  /** Of an announcement feed: what it tells about each day. */
  looks?: DayLook[]
}

/**
 * Where a run takes the papers of a category from.
 * @throws UpstreamError in one sentence when the category cannot be read
 */
export interface Source {
  kind: SourceKind
  read(category: string): Promise<Reading>
}

/** A category of which there is nothing to tell. */
export const nothing = { papers: [], announcements: [], rejected: [], known: [], remember: async () => {} }

const NEWEST = 100

/** The announcements of today, each entry under the day to which it belongs. */
export function feeds(arxiv: Arxiv, clock: Clock): Source {
  return {
    kind: 'listing',
    async read(category) {
      const answer = await arxiv.feed(category)
      const now = clock.now()
      const known = await listKnownListings(category, now)
      if (answer.status === 'unchanged') {
        const ids = await listLastAnnounced(category)
        return { ...nothing, state: 'unchanged', known: ids, looks: [lookOfUnchanged(known, now)] }
      }
      const feed = await parseAnnouncements(answer.xml, category)
      if (feed.status === 'broken') throw new UpstreamError(`The feed of ${category} cannot be used: ${feed.reason}.`)
      if (feed.status === 'empty') {
        return { ...nothing, state: feed.restDay ? 'rest-day' : 'empty', ...lookOfFeed(feed, known, now, []) }
      }
      const isDoubtful = doubtfulDay(entriesOf(feed), known, now) !== null
      const swept = isDoubtful ? await listSweptDays(category, feed.announcements) : []
      const { announcements, looks } = lookOfFeed(feed, known, now, swept)
      // Nobody knows its day yet.
      if (announcements.length === 0 && isDoubtful) return { ...nothing, state: 'unchanged', looks }
      // A copy of which nothing could be used is asked for again.
      const remember = feed.papers.length > 0 ? answer.remember : nothing.remember
      return { ...nothing, ...feed, announcements, looks, state: 'read', remember }
    },
  }
}

/** The newest 100 papers of a category, whatever the day: for a first page on a day without announcements. */
export function newest(arxiv: Arxiv): Source {
  return {
    kind: 'record',
    async read(category) {
      const page = await readPage(arxiv, { ...newestFirst, search_query: `cat:${category}`, max_results: NEWEST })
      return readingOf([page])
    },
  }
}

type Page = Awaited<ReturnType<typeof readPage>>

const newestFirst = { sortBy: 'submittedDate', sortOrder: 'descending', start: 0 }

/** One page of the query API. @throws UpstreamError in one sentence when it gives none */
export async function readPage(arxiv: Arxiv, question: Record<string, string | number>) {
  const answer = await parseQueryAnswer(await arxiv.query(question))
  if (answer.status !== 'read') throw new UpstreamError(`The query API gave nothing usable: ${answer.reason}.`)
  return answer
}

function readingOf(pages: Page[]): Reading {
  const papers = pages.flatMap((page) => page.papers)
  const rejected = pages.flatMap((page) => page.rejected)
  return { ...nothing, papers, rejected, state: papers.length + rejected.length > 0 ? 'read' : 'empty' }
}
