import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Fault } from './faults'

/** What an honest server would have sent. */
export interface HonestAnswer {
  status: number
  type: string
  body: string
  headers?: Record<string, string>
}

const RETRY_AFTER_S = 90
const HTML = '<!DOCTYPE html>\n<html><head><title>arXiv</title></head><body><p>We will be back soon.</p></body></html>'

/**
 * What comes in place of an honest answer: another answer, or nothing at all. Wrong contents (a stale copy, entries twice) are
 * the doors' own matter and are not changed here.
 * @returns the answer to send; null when the response was dealt with
 */
export function spoil({ kind, where }: Fault, honest: HonestAnswer, response: ServerResponse): HonestAnswer | null {
  const withStatus = (status: number, headers = {}) => ({ status, type: 'text/html', body: HTML, headers })
  switch (kind) {
    case 'no body':
      return { ...honest, body: '' }
    case 'an HTML page':
      return withStatus(200)
    case 'an HTML page called XML':
      return { ...withStatus(200), type: 'application/xml' }
    case 'an error feed':
      return { ...honest, body: errorFeed(honest.body) }
    case 'an error feed with status 400':
      return { ...honest, status: 400, body: errorFeed(honest.body) }
    case 'truncated':
      return { ...honest, body: honest.body.slice(0, Math.floor(where * (honest.body.length - 1))) }
    case 'a gzip bomb':
      response.writeHead(200, { 'content-type': honest.type, 'content-encoding': 'gzip' }).end(bomb())
      return null
    case 'a wrong charset':
      return { ...honest, type: `${honest.type.split(';')[0]}; charset=${where < 0.5 ? 'utf-16le' : 'iso-8859-1'}` }
    case 'a byte order mark':
      return { ...honest, body: `\uFEFF${honest.body}` }
    case 'illegal characters':
      return { ...honest, body: honest.body.replace(/<title>/g, '<title>\u0000\u0008\uFFFE') }
    case 'status 429':
      return withStatus(429)
    case 'status 429, Retry-After 0':
      return withStatus(429, { 'retry-after': '0' })
    case 'status 429, Retry-After':
      return withStatus(429, { 'retry-after': String(RETRY_AFTER_S) })
    case 'status 500':
      return withStatus(500)
    case 'status 502':
      return withStatus(502)
    case 'status 503':
      return withStatus(503)
    case 'status 503, Retry-After':
      return withStatus(503, { 'retry-after': String(RETRY_AFTER_S) })
    case 'no answer':
      return null
    case 'reset':
      response.socket?.resetAndDestroy()
      return null
    case 'a redirect loop':
      return { status: 302, type: 'text/html', body: '', headers: { location: '?again' } }
    default:
      return honest
  }
}

/** An error in the clothes of the format that was asked for. */
function errorFeed(honest: string): string {
  if (honest.includes('<OAI-PMH')) {
    return honest.replace(
      /<(ListRecords|error)[\s\S]*<\/\1>/,
      '<error code="badArgument">The service is in trouble</error>',
    )
  }
  if (honest.includes('<rss')) {
    return honest.replace(/<item>[\s\S]*<\/item>/, '').replace(/<title>[^<]*/, '<title>Feed error for query: cs.LG')
  }
  const entry =
    '<entry><id>https://arxiv.org/api/errors#trouble</id><title>Error</title><summary>The service is in trouble</summary></entry>'
  return honest.replace(/<entry>[\s\S]*<\/entry>/, '').replace('</feed>', `${entry}</feed>`)
}

let packed: Buffer | null = null

/** More than anybody unpacks, in some kilobytes. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(40_000_000, ' '))
  return packed
}
