import type Parser from 'rss-parser'
import { parseArxivId } from '../papers/arxiv-id'
import { parseAuthorId } from '../papers/author-id'
import { oneLine } from '../papers/draft'
import { cleanWords } from '../papers/text/clean-text'
import { parseXml } from './parse-xml'
import { findXmlFault } from './xml-guard'

/** What arXiv tells of a person by a public author identifier. */
export interface AuthorList {
  /** `warner_s_1`; null: the feed does not say. */
  id: string | null
  orcid: string | null
  name: string | null
  papers: { id: string; title: string }[]
}

/**
 * The Atom feed of a person's own list of papers, `/a/{id}.atom2` of arXiv's public author identifiers
 * (https://info.arxiv.org/help/author_identifiers.html): the title holds the name, a link the ORCID. Entries that name no
 * paper of arXiv are left out. Pure; never throws.
 */
export async function parseAuthorFeed(
  xml: string,
): Promise<({ status: 'read' } & AuthorList) | { status: 'broken'; reason: string }> {
  const fault = findXmlFault(xml)
  if (fault) return { status: 'broken', reason: fault }
  const feed = await parseXml(xml, options)
  if (feed instanceof Error) return { status: 'broken', reason: 'the answer is not a whole Atom feed' }
  const addresses = [...(feed.links ?? []).map(hrefOf), textOf(feed.address)]
  const identifiers = addresses.flatMap((address) => parseAuthorId(address.replace(/\.atom2?$/, '')) ?? [])
  return {
    status: 'read',
    id: identifiers.find(({ kind }) => kind === 'arxiv')?.id ?? null,
    orcid: identifiers.find(({ kind }) => kind === 'orcid')?.id ?? null,
    name: nameOf(feed.title),
    papers: feed.items.flatMap((entry) => {
      const paper = parseArxivId(textOf(entry.address))
      return paper ? [{ id: paper.id, title: cleanWords(oneLine(entry.title ?? '', 2_000)) || paper.id }] : []
    }),
  }
}

type Element = unknown[] | undefined

/** rss-parser keeps one link of a feed and no identifier: both go past it under another name. */
const PASSED_BY = new Set(['id', 'link'])
const whole = { keepArray: true }

const options: Parser.ParserOptions<{ links?: Element; address?: Element }, { address?: Element }> = {
  xml2js: { tagNameProcessors: [(name: string) => (PASSED_BY.has(name) ? `atom:${name}` : name)] },
  customFields: {
    feed: [['atom:link', 'links', whole] as unknown as 'links', ['atom:id', 'address', whole] as unknown as 'address'],
    item: [['atom:id', 'address', whole]],
  },
}

/** "Simeon Warner's articles on arXiv" → Simeon Warner. */
function nameOf(title: unknown): string | null {
  const [, name] = /^(.+?)['’]s? articles on arXiv/i.exec(typeof title === 'string' ? oneLine(title, 300) : '') ?? []
  return name ? cleanWords(name) : null
}

const hrefOf = (link: unknown): string => {
  const href = (link as { $?: { href?: unknown } } | null)?.$?.href
  return typeof href === 'string' ? href.replace(/^http:/, 'https:') : ''
}

function textOf(elements: Element): string {
  const first = elements?.[0]
  const text = typeof first === 'object' && first !== null ? (first as { _?: unknown })._ : first
  return typeof text === 'string' ? text.trim().replace(/^http:/, 'https:') : ''
}
