import type { ReactElement } from 'react'
import { Document } from '@/components/Document'
import type { Twins } from '@/components/Footer'
import type { Found } from '@/components/FoundBy'
import { ProblemPage, type WayOn, wordsOfPath } from '@/components/ProblemPage'
import { readerOf } from '@/lib/accounts/session'
import { config } from '@/lib/config'
import { readAssets } from '@/lib/http/assets'
import { displayOf } from '@/lib/http/display'
import { HANDED_HEADER, handOver } from '@/lib/http/handed'
import { askedBy, choose, NOBODY } from '@/lib/http/marked-document'
import { parseMarked } from '@/lib/http/parse-marked'
import { asksForShared, SHARED_HEADER, type Topic } from '@/lib/http/shared'
import { sampleOnly } from '@/lib/ingest/notice'
import { findMarks } from '@/lib/marks/find-marks'
import { absolute, twin } from '@/lib/paths'
import { renderToStaticMarkup } from './render'

export interface Page {
  /** Without the site's name. */
  title: string
  /** One or two sentences for search engines and link previews. */
  description?: string
  /** The address that this page should be known by, when it has one. */
  path?: string
  /** For link previews and indexes, beyond title and description. */
  found?: Found
  /** Feeds beside the page: true for the three twins of `path`, or their addresses. */
  twins?: boolean | Twins
  status?: number
  /** Added to the answer; a `content-security-policy` or `referrer-policy` here replaces the front's own. */
  headers?: HeadersInit
  /** Keeps the page out of search engines. */
  noindex?: boolean
  /**
   * The same for every reader but for its personal spots (`components/Personal.tsx`), so that the front may keep it: what it shows
   * that may change. A page that shows anything else of a reader leaves this out.
   */
  shared?: readonly Topic[]
  /** People talk on it: it needs the style of threads, too. */
  talk?: boolean
  /** Signs in, or may add a passkey: it has the script of doors instead of the one of lists. */
  door?: boolean
  /** Without the search box: for pages that must hold no field at all. */
  fieldless?: boolean
}

/**
 * A whole page as an answer: the body inside the site's frame, as one document without framework script. Never stored by
 * caches in between, since the header tells who is signed in. Its personal spots are chosen for the reader who asks; of a shared
 * page that the front asks for, the front chooses.
 */
export async function answerPage(request: Request, page: Page, body: ReactElement): Promise<Response> {
  const { siteName } = config()
  const url = new URL(request.url)
  const isSample = await sampleOnly()
  const html = renderToStaticMarkup(
    <Document
      title={page.title}
      siteName={siteName}
      description={page.description}
      canonicalUrl={page.path && absolute(page.path)}
      twins={twinsOf(page)}
      found={page.found}
      noindex={page.noindex ?? (page.status ?? 200) >= 400}
      assets={readAssets()}
      talk={page.talk}
      query={page.fieldless ? null : (url.searchParams.get('q') ?? '')}
      here={url.pathname}
      back={url.pathname + url.search}
      sampleOnly={isSample}
      door={page.door}
      display={displayOf(request)}
    >
      {body}
    </Document>,
  )
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-cache' })
  new Headers(page.headers).forEach((value, name) => {
    if (name === 'set-cookie') headers.append(name, value)
    else headers.set(name, value)
  })
  const isForAll = page.shared !== undefined && asksForShared(request)
  if (isForAll) headers.set(SHARED_HEADER, ['papers', ...(page.shared ?? [])].join(' '))
  const text = `<!doctype html>${isForAll ? html : await chosen(request, html)}`
  const status = page.status ?? 200
  if (isForAll && handOver(request, text)) {
    headers.set(HANDED_HEADER, request.headers.get(HANDED_HEADER) ?? '')
    return new Response(null, { status, headers })
  }
  // As bytes: Response would look through a string twice.
  return new Response(Buffer.from(text), { status, headers })
}

/** The page as the reader who asks for it gets it. */
async function chosen(request: Request, html: string): Promise<string> {
  const parts = parseMarked(html)
  const reader = await readerOf(request)
  return choose(parts, reader ? await findMarks(reader.id, askedBy(parts), config().clock.now()) : NOBODY)
}

/**
 * What went wrong and what to do now: a page for people, `application/problem+json` (RFC 9457) for programs.
 * @param wayOn what helps best, on the page
 */
export function answerProblem(
  request: Request,
  status: number,
  title: string,
  detail: string,
  wayOn?: WayOn,
): Promise<Response> {
  if (!wantsJson(request)) {
    const words = status === 404 ? wordsOfPath(new URL(request.url).pathname) : null
    return answerPage(
      request,
      { title, status, shared: [] },
      <ProblemPage title={title} detail={detail} words={words} wayOn={wayOn} />,
    )
  }
  const headers = { 'content-type': 'application/problem+json', 'cache-control': 'no-store' }
  return Promise.resolve(
    new Response(JSON.stringify({ type: 'about:blank', title, status, detail }), { status, headers }),
  )
}

/** Sends the browser on with a GET (303). @param path of this site; throws for an address of another */
export function seeOther(path: string, headers?: HeadersInit): Response {
  if (!/^\/(?![/\\])[^\p{Cc}]*$/u.test(path)) throw new Error('only addresses of this site are gone on to')
  const answer = new Response(null, { status: 303, headers })
  answer.headers.set('location', path)
  return answer
}

/** Whether the client asked for JSON rather than for a page: by `Accept`, or by the address of an API or JSON twin. */
export function wantsJson(request: Request): boolean {
  const accept = request.headers.get('accept') ?? ''
  if (/\bjson\b/.test(accept)) return !accept.includes('text/html')
  return !accept.includes('text/html') && /^\/api\/|\.json$/.test(new URL(request.url).pathname)
}

function twinsOf({ twins, path }: Page): Twins | null {
  if (!twins) return null
  if (twins !== true) return twins
  return path ? { rss: twin(path, 'rss'), atom: twin(path, 'atom'), json: twin(path, 'json') } : null
}
