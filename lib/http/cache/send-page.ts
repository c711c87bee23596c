import type { Answer } from '../answer'
import type { Body } from './body'
import type { KeptPage } from './kept-page'
import type { Served } from './page-cache'

interface SendOptions {
  page: KeptPage
  body: Body
  served: Served
  /** Of the request. */
  ifNoneMatch: string | undefined
}

/**
 * Sends a kept page: 304 when the client has these very bytes. How it came about stands in `Cache-Status` (RFC 9211).
 */
export function sendPage(response: Answer, { page, body, served, ifNoneMatch }: SendOptions): void {
  const isKnown = page.status === 200 && ifNoneMatch !== undefined && matches(ifNoneMatch, body.etag)
  const headers = ['etag', body.etag, 'vary', 'accept-encoding, cookie', 'cache-status', STATUS[served]]
  for (const [name, value] of page.headers) {
    if (!isKnown || name === 'cache-control') headers.push(name, value)
  }
  response.served = served
  if (isKnown) return void response.sendFlat(304, headers, null)
  if (body.encoding !== 'identity') headers.push('content-encoding', body.encoding)
  headers.push('content-length', String(body.bytes.byteLength))
  response.sendFlat(page.status, headers, body.bytes)
}

const STATUS: Record<Served, string> = {
  hit: 'Broadsheet; hit',
  stale: 'Broadsheet; hit; ttl=-1',
  miss: 'Broadsheet; fwd=miss',
}

/** `If-None-Match` (RFC 9110, 13.1.2): one of these tags, weak or strong, or any. */
function matches(ifNoneMatch: string, etag: string): boolean {
  return (
    ifNoneMatch === etag ||
    ifNoneMatch === '*' ||
    ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
  )
}
