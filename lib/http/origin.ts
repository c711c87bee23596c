import type { RequestLine } from './guard'
import { isOneClickUnsubscribe } from './one-click'
import type { Refusal } from './refusal'

/**
 * Turns away what another site makes a browser send (cross-site request forgery): a state-changing request with a foreign or
 * `null` `Origin`, or with `Sec-Fetch-Site: cross-site`. With neither header it comes from a program, which carries nobody's
 * cookies. Pages need no token, so they can be cached.
 */
export function judgeOrigin(
  { method, url, headers }: RequestLine,
  site: { baseUrl: string; isLocal: boolean },
): Refusal | null {
  if (method !== 'POST' || isOneClickUnsubscribe(method, url)) return null
  const { origin } = headers
  const isForeign = origin !== undefined && !isOwn(origin, headers.host, site)
  return isForeign || headers['sec-fetch-site'] === 'cross-site' ? crossSite : null
}

/** The public address; on a machine of one's own also the name that the browser used: 127.0.0.1 for localhost, or a LAN address. */
function isOwn(
  origin: string,
  host: string | undefined,
  { baseUrl, isLocal }: { baseUrl: string; isLocal: boolean },
): boolean {
  if (origin === new URL(baseUrl).origin) return true
  return isLocal && host !== undefined && origin === `http://${host}`
}

const crossSite: Refusal = {
  status: 403,
  title: 'This was sent from another site',
  detail:
    'Nothing was changed. Forms work from the pages of this site only: open the page here and press the button again. If this was that page, the address in BASE_URL may not be the one in your browser.',
}
