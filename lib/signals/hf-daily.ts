import { z } from 'zod'
import { UpstreamError } from '../errors'
import { parseArxivId } from '../papers/arxiv-id'
import { findRepositories } from '../papers/code-links'
import { readJson } from '../upstream/read-json'

/** What the daily list says of one paper. */
export interface DailyEntry {
  paperId: string
  upvotes: number
  comments: number
  /** The repository at GitHub that its authors linked there. */
  repository: string | null
  title: string
  /** When it was put on the list. */
  submittedAt: Date | null
}

export interface DailyPage {
  entries: DailyEntry[]
  /** What stands on the page, understood or not. */
  length: number
}

const MAX_ENTRIES = 1_000
/** From so many that cannot be understood, among at least so large a part, it is not this list that we are reading. */
const UNREADABLE = { count: 3, part: 0.5 }

const Count = z.number().int().min(0).max(10_000_000)
const Entry = z.object({
  paper: z.object({
    id: z.string().max(100),
    upvotes: Count,
    title: z.string().max(2_000).nullish().catch(null),
    submittedOnDailyAt: z.iso.datetime().nullish().catch(null),
    githubRepo: z.string().max(500).nullish().catch(null),
  }),
  title: z.string().max(2_000).nullish().catch(null),
  numComments: Count.nullish(),
})
const Page = z.array(z.unknown()).max(MAX_ENTRIES)

/**
 * A page of `/api/daily_papers` of Hugging Face; entries that cannot be used (no arXiv identifier, a negative count) are passed over.
 * @throws UpstreamError where it is not such a page: no JSON, no list, mostly entries that cannot be used
 */
export function parseDailyPapers(text: string, host: string): DailyPage {
  return readDailyPapers(readJson(text), host)
}

/** The same of what was read from JSON already. @throws UpstreamError like `parseDailyPapers` */
export function readDailyPapers(json: unknown, host: string): DailyPage {
  const page = Page.safeParse(json)
  if (!page.success) throw new UpstreamError(`${host} gave no list of daily papers.`)
  const entries = page.data.flatMap(toEntry)
  const unreadable = page.data.length - entries.length
  if (unreadable >= UNREADABLE.count && unreadable >= UNREADABLE.part * page.data.length) {
    throw new UpstreamError(
      `${host} gave a list of daily papers of which ${unreadable} of ${page.data.length} cannot be used.`,
    )
  }
  return { entries: onceEach(entries), length: page.data.length }
}

function toEntry(raw: unknown): DailyEntry[] {
  const entry = Entry.safeParse(raw)
  const id = entry.success ? parseArxivId(entry.data.paper.id) : null
  if (!entry.success || !id) return []
  const { paper, numComments, title } = entry.data
  return [
    {
      paperId: id.id,
      upvotes: paper.upvotes,
      comments: numComments ?? 0,
      repository: findRepositories(paper.githubRepo ?? '')[0] ?? null,
      title: title ?? paper.title ?? '',
      submittedAt: paper.submittedOnDailyAt ? new Date(paper.submittedOnDailyAt) : null,
    },
  ]
}

/** Of a paper that is told twice the first one counts. */
const onceEach = (entries: DailyEntry[]) =>
  [...new Map([...entries].reverse().map((entry) => [entry.paperId, entry])).values()].reverse()
