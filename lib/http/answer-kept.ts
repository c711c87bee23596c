import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { isDatabaseAway, isDriverAway } from '../database/is-away'
import type { Answer } from './answer'
import { type Body, bodyOf, type KeptPage, takes } from './cache/kept-page'
import type { PageCache } from './cache/page-cache'
import type { PageKey } from './cache/page-key'
import { sendPage } from './cache/send-page'
import { type askedBy, choose, type Marks } from './marked-document'

/** Pages that are kept, and what tells one reader from another. */
export interface KeptPages {
  cache: PageCache
  /** What holds of the reader with these cookies; null for nobody in particular. Rejects when it cannot be known now. */
  marksOf: (cookies: string, asked: ReturnType<typeof askedBy>) => Promise<Marks | null>
  /** Told why marks are not known, other than that the database is away. */
  onError: (error: unknown) => void
}

/**
 * Answers with the kept page, for a reader with their marks in its spots. While the marks cannot be known a reader gets the page of
 * everybody: without a word when the database is away, otherwise the operator is told.
 * @returns whether it did; false: this page may not be kept, so it is to be asked for by the reader themself
 * @throws BusyError when the page is not there and cannot be made in time
 */
export async function answerKept(
  pages: KeptPages,
  key: PageKey,
  headers: IncomingHttpHeaders,
  response: Answer,
): Promise<boolean> {
  const found = await pages.cache.find(key)
  if (!found) return false
  const { page, served } = found
  const accepts = String(headers['accept-encoding'] ?? '')
  const marks = page.asked && headers.cookie ? await knownMarks(pages, headers.cookie, page.asked) : null
  const body = marks ? await bodyFor(page, marks, accepts) : (page.ready(accepts) ?? (await page.quickly()))
  sendPage(response, { page, body, served, ifNoneMatch: headers['if-none-match'] })
  return true
}

async function knownMarks({ marksOf, onError }: KeptPages, ...asked: Parameters<KeptPages['marksOf']>) {
  try {
    return await marksOf(...asked)
  } catch (error) {
    if (!isDatabaseAway(error) && !isDriverAway(error)) onError(error)
    return null
  }
}

async function bodyFor(page: KeptPage, marks: Marks, accepts: string): Promise<Body> {
  const filled = takes(accepts, 'gzip') ? page.forReaders()?.fill(marks) : null
  if (filled) return { ...filled, encoding: 'gzip' }
  const text = Buffer.from(choose(page.parts, marks))
  if (!takes(accepts, 'gzip')) return bodyOf(text, 'identity')
  return bodyOf(await promisify(gzip)(text, { level: 1 }), 'gzip')
}
