import { gzipSync } from 'node:zlib'
import type { Fault, FaultKind } from './faults'

/** What an honest server would have sent. */
export interface HonestAnswer {
  status: number
  type: string
  body: string
  headers?: Record<string, string>
}

/** What the wire carries; `reset`: the connection breaks. `silence`: nothing comes, ever. */
export type WireAnswer =
  | { status: number; headers: Record<string, string>; body: string | Buffer }
  | 'reset'
  | 'silence'

type Misdeed = (Omit<HonestAnswer, 'body'> & { body: string | Buffer }) | 'reset' | 'silence'

const RETRY_AFTER_S = 90
const HTML = '<!DOCTYPE html>\n<html><head><title>arXiv</title></head><body><p>We will be back soon.</p></body></html>'

/**
 * What comes in place of an honest answer: another answer, or nothing at all. Wrong contents (a stale copy, entries twice) are
 * the doors' own matter and are not changed here. Pure.
 */
export function spoil(fault: Fault, honest: HonestAnswer): Misdeed {
  const misbehave = FAULTS[fault.kind]
  return misbehave ? misbehave(honest, fault.where) : honest
}

type Misbehaviour = (honest: HonestAnswer, where: number) => Misdeed

const withStatus =
  (status: number, headers: Record<string, string> = {}, type = 'text/html'): Misbehaviour =>
  () => ({ status, type, body: HTML, headers })
const withPause = { 'retry-after': String(RETRY_AFTER_S) }

const FAULTS: Partial<Record<FaultKind, Misbehaviour>> = {
  'no body': (honest) => ({ ...honest, body: '' }),
  'an HTML page': withStatus(200),
  'an HTML page called XML': withStatus(200, {}, 'application/xml'),
  'an error feed': (honest) => ({ ...honest, body: errorFeed(honest.body) }),
  'an error feed with status 400': (honest) => ({ ...honest, status: 400, body: errorFeed(honest.body) }),
  truncated: (honest, where) => ({
    ...honest,
    body: honest.body.slice(0, Math.floor(where * (honest.body.length - 1))),
  }),
  'a gzip bomb': ({ type }) => ({ status: 200, type, body: bomb(), headers: { 'content-encoding': 'gzip' } }),
  'a wrong charset': (honest, where) => {
    const charset = where < 0.5 ? 'utf-16le' : 'iso-8859-1'
    return { ...honest, type: `${honest.type.split(';')[0]}; charset=${charset}` }
  },
  'a byte order mark': (honest) => ({ ...honest, body: `\uFEFF${honest.body}` }),
  'illegal characters': (honest) => ({ ...honest, body: honest.body.replace(/<title>/g, '<title>\u0000\u0008\uFFFE') }),
  'status 429': withStatus(429),
  'status 429, Retry-After 0': withStatus(429, { 'retry-after': '0' }),
  'status 429, Retry-After': withStatus(429, withPause),
  'status 500': withStatus(500),
  'status 502': withStatus(502),
  'status 503': withStatus(503),
  'status 503, Retry-After': withStatus(503, withPause),
  'no answer': () => 'silence',
  reset: () => 'reset',
  'a redirect loop': withStatus(302, { location: '?again' }),
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
