import type { log } from '../log'
import type { Answer } from './answer'
import { judgeRequest } from './guard'
import { reachableUrl } from './reserved-paths'

export interface Answered {
  method: string
  /** As it was asked for. */
  url: string
  response: Answer
  ms: number
}

/** Rooms whose addresses hold what proves who somebody is, or names them; the rest of such an address is left out. */
const SECRETIVE = /^(\/(?:sign-in\/link|subscriptions|mailbox|settings|admin)\/).*/is

/** Stands for an address that the front turns away by its form: nobody knows what it was meant to be. */
const REFUSED = '…'

/**
 * One line an answer, of nobody: method, path without what stands behind the question mark, status, bytes, time, and whether it was
 * kept. No address, no browser, no cookie, no search, no token.
 */
export function accessLog(target: Pick<typeof log, 'info'>): (answered: Answered) => void {
  return ({ method, url, response, ms }) => {
    target.info(
      {
        method,
        path: pathForLog(url),
        status: response.statusCode,
        bytes: response.bodyBytes,
        ms: Math.round(ms * 10) / 10,
        cache: response.served,
      },
      'answered',
    )
  }
}

/** The path as it may stand in a log: resolved and decoded as it is for the pages, no query, no token, at most 200 characters. */
export function pathForLog(url: string): string {
  if (judgeRequest({ method: 'GET', url, headers: {} })) return REFUSED
  const [path = ''] = reachableUrl(url).split('?', 1)
  return decodeURIComponent(path)
    .replace(/\/{2,}/g, '/')
    .replace(SECRETIVE, '$1…')
    .slice(0, 200)
}
