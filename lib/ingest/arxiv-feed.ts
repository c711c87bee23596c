import type Parser from 'rss-parser'
import { easternDay } from '../announcement-day'
import { parseArxivId } from '../papers/arxiv-id'
import { splitAuthors } from '../papers/author-key'
import { oneLine, onlyCategories, plausibleDate, readDraft } from '../papers/draft'
import { ANNOUNCEMENT_TYPES, type AnnouncementLine, type PaperDraft, type Rejected } from '../papers/types'
import { parseXml } from './parse-xml'
import { findXmlFault } from './xml-guard'

/** What a category's announcement feed says. */
export type AnnouncementFeed =
  | { status: 'announced'; papers: PaperDraft[]; announcements: AnnouncementLine[]; rejected: Rejected[] }
  /**
   * No entries. `restDay`: the feed itself says that nothing is announced on such a day; otherwise it may be late. `builtOn`:
   * the day at arXiv on which it says that it was made.
   */
  | { status: 'empty'; restDay: boolean; builtOn: string | null }
  /** Not a feed of announcements; the reason is one clause. */
  | { status: 'broken'; reason: string }

/**
 * RSS 2.0 as arXiv serves it at `/rss/{category}` → drafts, lines of the listing, and rejects.
 *
 * Pure. Never throws, whatever the text holds; one bad entry is rejected alone. Format:
 * https://info.arxiv.org/help/rss_specifications.html
 * @param category the category that was asked for: the lines of the listing stand under it
 */
export async function parseAnnouncements(xml: string, category: string): Promise<AnnouncementFeed> {
  const fault = findXmlFault(xml)
  if (fault) return { status: 'broken', reason: fault }

  const feed = await parseXml(xml, options)
  if (feed instanceof Error)
    return { status: 'broken', reason: `the answer is not a whole RSS feed (${firstLine(feed)})` }
  if (/^Feed error for query/i.test(String(feed.title))) {
    return { status: 'broken', reason: `arXiv does not know the feed: ${oneLine(String(feed.title), 200)}` }
  }
  if (feed.items.length === 0) {
    const date = plausibleDate(feed.pubDate)
    return { status: 'empty', restDay: isRestDay(feed), builtOn: date && easternDay(date) }
  }

  const read = feed.items.map((item) => readItem(item, category, feed.pubDate))
  return {
    status: 'announced',
    papers: read.flatMap((entry) => ('draft' in entry ? entry.draft : [])),
    announcements: read.flatMap((entry) => ('line' in entry ? entry.line : [])),
    rejected: read.flatMap((entry) => ('rejected' in entry ? entry.rejected : [])),
  }
}

type Feed = { pubDate?: unknown; skipDays?: unknown }
type Item = { text?: unknown; announceType?: unknown; rights?: unknown; doi?: unknown; journalRef?: unknown }

/**
 * rss-parser makes an HTML snippet of every description, with an expression that takes quadratic time on hostile text;
 * under another name it leaves the text alone.
 */
const SNIPPED = new Map([
  ['description', 'text'],
  ['content:encoded', 'encoded'],
])

const options: Parser.ParserOptions<Feed, Item> = {
  xml2js: { tagNameProcessors: [(name: string) => SNIPPED.get(name) ?? name] },
  customFields: {
    feed: ['pubDate', 'skipDays'],
    item: [
      'text',
      ['arxiv:announce_type', 'announceType'],
      ['dc:rights', 'rights'],
      ['arxiv:DOI', 'doi'],
      ['arxiv:journal_reference', 'journalRef'],
    ],
  },
}

type ReadEntry = { draft: PaperDraft; line: AnnouncementLine } | { rejected: Rejected }

function readItem(item: Parser.Item & Item & { creator?: unknown }, category: string, feedDate: unknown): ReadEntry {
  const named = parseArxivId(asText(item.guid).replace(/^oai:arXiv\.org:/i, '')) ?? parseArxivId(asText(item.link))
  const refuse = (reason: string) => ({
    rejected: { id: named?.id ?? (oneLine(asText(item.guid) || asText(item.link), 100) || 'unnamed'), reason },
  })
  if (!named) return refuse('has no identifier of arXiv')

  const announced = plausibleDate(item.pubDate) ?? plausibleDate(feedDate)
  if (!announced) return refuse('has no date of announcement')
  const given = asText(item.announceType).trim().toLowerCase()
  const type = ANNOUNCEMENT_TYPES.find((known) => known === given)
  if (!type) return refuse(given ? `has an unknown announce type: ${oneLine(given, 50)}` : 'has no announce type')

  const read = readDraft({
    id: named.id,
    version: named.version,
    titleSource: item.title,
    abstractSource: abstractOf(asText(item.text)),
    authors: splitAuthors(asText(item.creator)),
    categories: onlyCategories(item.categories ?? []),
    comments: null,
    doi: asText(item.doi),
    journalRef: asText(item.journalRef),
    license: asText(item.rights),
    submittedAt: null,
    updatedAt: null,
  })
  if ('reason' in read) return refuse(read.reason)
  return { draft: read.draft, line: { paperId: named.id, category, day: easternDay(announced), type } }
}

/** The description opens with `arXiv:IDvN Announce Type: X` before the abstract. */
function abstractOf(description: string): string {
  return description.replace(/^\s*arXiv:\S+\s+Announce Type:\s*\S+\s*/, '').replace(/^Abstract:\s*/, '')
}

const WEEKDAY = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' })

function isRestDay({ pubDate, skipDays }: Feed): boolean {
  const date = plausibleDate(pubDate)
  const days = (skipDays as { day?: unknown } | undefined)?.day
  if (!date || !Array.isArray(days)) return false
  const today = WEEKDAY.format(new Date(`${easternDay(date)}T12:00:00Z`))
  return days.some((day) => asText(day).trim() === today)
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '')
const firstLine = (error: Error) => oneLine(error.message.split('\n')[0] ?? '', 100)
