import type { IncomingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { isDatabaseAway, isDriverAway } from '../database/is-away'
import type { Answer } from './answer'
import { type Body, bodyOf, type KeptPage, takes } from './cache/kept-page'
import type { PageCache } from './cache/page-cache'
import type { PageKey } from './cache/page-key'
import type { ReaderAnswers } from './cache/reader-answers'
import { sendPage } from './cache/send-page'
import { type askedBy, choose, type MarkedReader } from './marked-document'

/** Pages that are kept, and what tells one reader from another. */
export interface KeptPages {
  cache: PageCache
  answers: ReaderAnswers
  /**
   * What holds of the reader with these cookies; null for nobody in particular. Rejects when it cannot be known now.
   * `begunAtMs` dates the page: what was committed before, by `performance.now()`, is in its numbers.
   */
  marksOf: (
    cookies: string,
    page: { asked: ReturnType<typeof askedBy>; begunAtMs: number },
  ) => Promise<MarkedReader | null>
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
  const { page, served, begunAtMs } = found
  const accepts = String(headers['accept-encoding'] ?? '')
  const reader =
    page.asked && headers.cookie ? await knownMarks(pages, headers.cookie, { asked: page.asked, begunAtMs }) : null
  const body = reader
    ? await bodyFor(pages, { key, page, ...reader }, accepts)
    : (page.ready(accepts) ?? (await page.quickly()))
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

interface OfReader extends MarkedReader {
  key: PageKey
  page: KeptPage
}

async function bodyFor({ answers }: KeptPages, { key, page, reader, marks }: OfReader, accepts: string): Promise<Body> {
  if (!takes(accepts, 'gzip')) return bodyOf(Buffer.from(choose(page.parts, marks)), 'identity')
  const known = answers.find(reader, key, marks)
  if (known) return known
  const filled = page.forReaders()?.fill(marks)
  if (filled) return answers.keep(reader, key, marks, { ...filled, encoding: 'gzip' })
  return bodyOf(await promisify(gzip)(choose(page.parts, marks), { level: 1 }), 'gzip')
}
