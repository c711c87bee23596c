import { displayText, parseDisplay } from '../display'
import type { RequestLine } from '../guard'
import { reachableUrl } from '../reserved-paths'

/** Where pages and feeds live that are made for everybody. An address elsewhere is never asked for on behalf of all. */
const KEPT =
  /^\/(?:$|(?:papers|categories|authors|people|picks|digests|about)(?:\/|$)|search(?:\.|$)|(?:feed|digests|picks)\.(?:rss|atom|json)$)/
/** Pictures are kept elsewhere. */
const NO_TEXT = /\.png$/
/**
 * The parameters that pages and feeds take. Others are dropped before a page is asked for, so that nobody can fill the cache with
 * one page under many addresses.
 */
export const PARAMETERS = ['after', 'at', 'compare', 'dismissed', 'fair', 'in', 'min_votes', 'q', 'types', 'unseen']
/** Of these every value counts, in whatever order; of the others pages read the first. */
const LISTS = new Set(['in', 'types'])
/** Nothing to resolve, decode or sort. */
const PLAIN = /^\/(?:[\w~-]+(?:\.[\w~-]+)*(?:\/|$))*$/

export interface PageKey {
  /** Path and query in their one form: what the page is made for. */
  url: string
  /** What was chosen of its looks, as `displayText` writes it. */
  display: string
  /** Both. */
  text: string
}

/** The page that a request is for, if it is one that may be kept; null for every other request. */
export function pageKeyOf({ method, url, headers }: RequestLine): PageKey | null {
  if ((method !== 'GET' && method !== 'HEAD') || wantsProgramsAnswer(url, headers.accept)) return null
  const normal = PLAIN.test(url) ? url : normalUrl(url)
  const [path = ''] = normal.split('?', 1)
  if (!KEPT.test(path) || NO_TEXT.test(path)) return null
  const display = headers.cookie ? displayText(parseDisplay(headers.cookie)) : ''
  return { url: normal, display, text: `${display} ${normal}` }
}

/** JSON instead of a page, other than by the address: what is wrong is told in another form then. */
function wantsProgramsAnswer(url: string, accept: string | undefined): boolean {
  return accept !== undefined && /\bjson\b/.test(accept) && !accept.includes('text/html') && !/\.json(\?|$)/.test(url)
}

function normalUrl(url: string): string {
  const { pathname, searchParams } = new URL(reachableUrl(url), 'http://front')
  const kept = new URLSearchParams()
  for (const name of PARAMETERS) {
    const values = searchParams.getAll(name)
    for (const value of LISTS.has(name) ? values.toSorted() : values.slice(0, 1)) kept.append(name, value)
  }
  return kept.size > 0 ? `${pathname}?${kept}` : pathname
}
