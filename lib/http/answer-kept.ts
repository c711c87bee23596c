import type { IncomingHttpHeaders } from 'node:http'
import { isDatabaseAway, isDriverAway } from '../database/is-away'
import type { Answer } from './answer'
import { type Body, bodyOf, takes } from './cache/body'
import type { KeptPage } from './cache/kept-page'
import type { PageCache } from './cache/page-cache'
import type { PageKey } from './cache/page-key'
import { quickBody } from './cache/quick-body'
import type { Asked, ReaderAnswers } from './cache/reader-answers'
import { sendPage } from './cache/send-page'
import { type askedBy, choose, type MarkedReader } from './marked-document'
import type { RecentActs } from './recent-acts'

/** Pages that are kept, and what tells one reader from another. */
export interface KeptPages {
  cache: PageCache
  answers: ReaderAnswers
  /** What browsers did lately: each finds it in the pages that it gets. */
  acts: RecentActs
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
  const found = await pages.cache.find(key, pages.acts.lastOf(headers.cookie ?? ''))
  if (!found) return false
  const { page, served, begunAtMs } = found
  const accepts = acceptedBy(headers)
  const reader =
    page.asked && headers.cookie ? await knownMarks(pages, headers.cookie, { asked: page.asked, begunAtMs }) : null
  const body = reader
    ? await bodyFor(pages, { key, page, ...reader }, headers)
    : (page.ready(accepts) ?? (await page.quickly(accepts)))
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

interface OfReader extends Asked {
  page: KeptPage
}

async function bodyFor({ answers }: KeptPages, asked: OfReader, headers: IncomingHttpHeaders): Promise<Body> {
  const { page, marks } = asked
  const accepts = acceptedBy(headers)
  const chosen = () => Buffer.from(choose(page.parts, marks))
  if (!takes(accepts, 'gzip')) return bodyOf(chosen(), 'identity')
  const known = answers.find(asked, accepts)
  if (known) {
    // Sent again: worth the work, which halves it.
    const isSent = headers['if-none-match'] !== known.etag
    if (known.encoding === 'gzip' && isSent && takes(accepts, 'br'))
      answers.shrink(asked, () => quickBody(chosen(), 'br'))
    return known
  }
  const filled = page.forReaders()?.fill(marks)
  return filled ? answers.keep(asked, { ...filled, encoding: 'gzip' }) : quickBody(chosen(), accepts)
}

const acceptedBy = (headers: IncomingHttpHeaders) => String(headers['accept-encoding'] ?? '')
