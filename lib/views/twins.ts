import { config } from '../config'
import type { PaperSummary } from '../papers/types'
import { absolute, twin } from '../paths'
import { viewPath, viewTitle } from './address'
import { atom } from './feeds/atom'
import { type FeedDocument, feedEntry } from './feeds/feed'
import { jsonFeed } from './feeds/json-feed'
import { rss } from './feeds/rss'
import { momentInWords } from './moment'
import type { View } from './view'

export const TWIN_FORMATS = ['rss', 'atom', 'json'] as const
export type TwinFormat = (typeof TWIN_FORMATS)[number]

const WRITERS: Record<TwinFormat, { type: string; write: (document: FeedDocument) => string }> = {
  rss: { type: 'application/rss+xml; charset=utf-8', write: rss },
  atom: { type: 'application/atom+xml; charset=utf-8', write: atom },
  json: { type: 'application/feed+json; charset=utf-8', write: jsonFeed },
}

interface TwinOf {
  view: View
  /** What it is called, where its address does not tell. */
  title?: string | undefined
  papers: PaperSummary[]
  next: string | null
  /** As asked for; repeated in the feed's own address. */
  minVotes: number
  /** As asked for: the list as it stood then. */
  moment?: Date | null
  now: Date
}

/** A view as a feed: what the page shows, for programs. Valid when empty. */
export function renderTwin(
  format: TwinFormat,
  { view, title = viewTitle(view), papers, next, minVotes, moment = null, now }: TwinOf,
): { type: string; body: string } {
  const entries = papers.map(feedEntry)
  const selfUrl = absolute(twin(viewPath(view), format))
  const filter: Record<string, string> = {
    ...(minVotes > 0 && { min_votes: String(minVotes) }),
    ...(moment && { at: moment.toISOString() }),
  }
  return renderFeed(format, {
    title: `${title}${moment ? `, as it stood on ${momentInWords(moment)}` : ''} · ${config().siteName}`,
    description: `${title} of arXiv, on ${config().siteName}`,
    pageUrl: absolute(viewPath(view)),
    selfUrl: withParameters(selfUrl, filter),
    nextUrl: next ? withParameters(selfUrl, { ...filter, after: next }) : null,
    updated: entries.length > 0 ? new Date(Math.max(...entries.map(({ updated }) => updated.getTime()))) : now,
    entries,
  })
}

/** A feed in one of its formats, with the type that says which. */
export function renderFeed(format: TwinFormat, document: FeedDocument): { type: string; body: string } {
  const { type, write } = WRITERS[format]
  return { type, body: write(document) }
}

/** Splits the twin's ending off a path: `/papers/new.rss` → `/papers/new` and `rss`; `/feed.rss` → `/` and `rss`. */
export function splitTwin(path: string): { path: string; format: TwinFormat | null } {
  const [, stem, format] = /^(.+)\.(rss|atom|json)$/.exec(path) ?? []
  if (!stem || !format) return { path, format: null }
  return { path: stem === '/feed' ? '/' : stem, format: format as TwinFormat }
}

function withParameters(url: string, parameters: Record<string, string>): string {
  const full = new URL(url)
  for (const [name, value] of Object.entries(parameters)) full.searchParams.set(name, value)
  return full.href
}
