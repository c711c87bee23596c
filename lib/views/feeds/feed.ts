import type { Remark } from '../../papers/remarks'
import { mathToReadable } from '../../papers/text/math-to-readable'
import type { PaperSummary } from '../../papers/types'
import { absolute, paths } from '../../paths'

/** A feed before it is written in a format. All texts are plain; all addresses are absolute. */
export interface FeedDocument {
  title: string
  description: string
  /** The page of the same list. */
  pageUrl: string
  selfUrl: string
  /** The address of the next page of the feed; null at the end. */
  nextUrl: string | null
  /** The newest change among the entries; for an empty feed the instant given. */
  updated: Date
  entries: FeedEntry[]
}

export interface FeedEntry {
  /** Stable over versions and addresses. */
  id: string
  url: string
  title: string
  authors: string[]
  categories: string[]
  /** What it says, as plain text. */
  paragraphs: string[]
  summary: string
  /** What a format may tell besides, under names of our own. */
  extras: Record<string, string | number>
  published: Date
  updated: Date
}

/** What a feed says of a paper. Math is readable text: readers of feeds seldom show MathML. */
export function feedEntry(paper: PaperSummary): FeedEntry {
  const published = paper.announcedAt ?? paper.submittedAt ?? paper.firstSeenAt
  const listedAs = asListed(paper)
  const abstract = mathToReadable(paper.abstract)
  return {
    // The identifier that arXiv's own OAI interface uses: the same on every site.
    id: `oai:arXiv.org:${paper.id}`,
    url: absolute(paths.paper(paper.id)),
    title: mathToReadable(paper.title),
    authors: paper.authors,
    categories: paper.categories,
    paragraphs: paragraphsOf(paper, abstract, listedAs),
    summary: abstract,
    extras: { votes: paper.votes, ...(listedAs && { listed_as: listedAs }) },
    published,
    updated: paper.updatedAt && paper.updatedAt > published ? paper.updatedAt : published,
  }
}

/** The abstract and what stands under it. */
function paragraphsOf(paper: PaperSummary, abstract: string, listedAs: string): string[] {
  const { authors, categories, votes } = paper
  return [
    named(authors),
    ...(paper.noted ? [paper.noted] : []),
    ...remarksInWords(paper),
    ...abstract.split(/\n+/),
    [categories.join(', '), votes === 1 ? '1 vote' : `${votes} votes`, listedAs].filter(Boolean).join(' · '),
  ].filter(Boolean)
}

const remarksInWords = ({ submitted, picked }: PaperSummary): string[] => [
  ...(picked ? [told('Picked by', picked, 'a curator')] : []),
  ...(submitted ? [told('Submitted by', submitted, 'a reader')] : []),
]

const told = (what: string, { by, words }: Remark, nameless: string): string =>
  `${what} ${by ?? nameless}${words ? `: ${words}` : ''}`

/** What the paper is in its list, in words; empty for a new one. */
function asListed({ listedAs, version }: PaperSummary): string {
  if (listedAs === 'replace') return `updated, now version ${version}`
  return listedAs === 'cross' ? 'cross-listed' : ''
}

const SHOWN_AUTHORS = 20

function named(authors: string[]): string {
  const more = authors.length - SHOWN_AUTHORS
  return authors.slice(0, SHOWN_AUTHORS).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
