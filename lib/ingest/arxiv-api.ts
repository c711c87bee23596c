import type Parser from 'rss-parser'
import { parseArxivId } from '../papers/arxiv-id'
import { oneLine, onlyCategories, plausibleDate, readDraft } from '../papers/draft'
import { cleanWords } from '../papers/text/clean-text'
import type { PaperDraft, Rejected } from '../papers/types'
import { tellsWithdrawal } from '../papers/withdrawal'
import { parseXml } from './parse-xml'
import { findXmlFault } from './xml-guard'

/** What the query API answers. */
export type QueryAnswer =
  /** `total` counts all that fit the question, on other pages too. */
  | { status: 'read'; papers: PaperDraft[]; rejected: Rejected[]; total: number }
  /** arXiv says that the question is at fault. */
  | { status: 'refused'; reason: string }
  /** Not an answer; the reason is one clause. */
  | { status: 'broken'; reason: string }

/**
 * The Atom feed of arXiv's query API → drafts and rejects. Pure; never throws, whatever the text holds. An error comes as
 * an entry in a feed that is otherwise sound (https://info.arxiv.org/help/api/user-manual.html#34-errors).
 */
export async function parseQueryAnswer(xml: string): Promise<QueryAnswer> {
  const fault = findXmlFault(xml)
  if (fault) return { status: 'broken', reason: fault }
  const feed = await parseXml(xml, options)
  if (feed instanceof Error) return { status: 'broken', reason: 'the answer is not a whole Atom feed' }

  const error = feed.items.find((entry) => /\/api\/errors/.test(firstText(entry.address)) || entry.title === 'Error')
  if (error) {
    return { status: 'refused', reason: `arXiv refuses the question: ${oneLine(firstText(error.text), 200)}` }
  }

  const read = feed.items.map(readEntry)
  return {
    status: 'read',
    papers: read.flatMap((entry) => ('draft' in entry ? entry.draft : [])),
    rejected: read.flatMap((entry) => ('rejected' in entry ? entry.rejected : [])),
    total: Number.parseInt(firstText(feed.total), 10) || feed.items.length,
  }
}

type Element = unknown[] | undefined
type Feed = { total?: Element }
type Entry = Record<'address' | 'text' | 'published' | 'updated' | 'author' | 'category' | 'primary', Element> &
  Record<'comment' | 'doi' | 'journalRef', Element>

/** What rss-parser reads in its own way (one author, no bad date allowed) goes past it under another name, as it stands. */
const PASSED_BY = new Set(['id', 'link', 'summary', 'content', 'published', 'updated', 'author', 'category'])
const whole = { keepArray: true }

const options: Parser.ParserOptions<Feed, Entry> = {
  xml2js: { tagNameProcessors: [(name: string) => (PASSED_BY.has(name) ? `atom:${name}` : name)] },
  customFields: {
    feed: [['opensearch:totalResults', 'total', whole] as unknown as keyof Feed],
    item: [
      ['atom:id', 'address', whole],
      ['atom:summary', 'text', whole],
      ['atom:published', 'published', whole],
      ['atom:updated', 'updated', whole],
      ['atom:author', 'author', whole],
      ['atom:category', 'category', whole],
      ['arxiv:primary_category', 'primary', whole],
      ['arxiv:comment', 'comment', whole],
      ['arxiv:doi', 'doi', whole],
      ['arxiv:journal_ref', 'journalRef', whole],
    ],
  },
}

function readEntry(entry: Parser.Item & Entry): { draft: PaperDraft } | { rejected: Rejected } {
  const address = firstText(entry.address)
  const named = parseArxivId(address)
  if (!named) {
    return { rejected: { id: oneLine(address, 100) || 'unnamed', reason: 'has no identifier of arXiv' } }
  }
  const comments = firstText(entry.comment) || null
  const read = readDraft({
    id: named.id,
    version: named.version,
    titleSource: entry.title,
    abstractSource: firstText(entry.text),
    authors: (entry.author ?? []).map((author) => cleanWords(firstText(childrenOf(author).name))),
    categories: onlyCategories([...(entry.primary ?? []), ...(entry.category ?? [])].map(termOf)),
    comments,
    doi: firstText(entry.doi),
    journalRef: firstText(entry.journalRef),
    license: null,
    submittedAt: plausibleDate(firstText(entry.published)),
    updatedAt: plausibleDate(firstText(entry.updated)),
    withdrawn: tellsWithdrawal(comments, firstText(entry.text)),
  })
  return 'reason' in read ? { rejected: { id: named.id, reason: read.reason } } : read
}

const childrenOf = (element: unknown) =>
  (typeof element === 'object' && element !== null ? element : {}) as Record<string, Element>
const termOf = (category: unknown) => (childrenOf(category).$ as { term?: unknown } | undefined)?.term

/** The text of an element; of a repeated one, of the first. */
function firstText(elements: Element): string {
  const first = Array.isArray(elements) ? elements[0] : undefined
  const text = typeof first === 'object' ? (childrenOf(first)._ as unknown) : first
  return typeof text === 'string' ? text : ''
}
