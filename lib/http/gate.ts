import type { RequestLine } from './guard'
import type { Refusal } from './refusal'
import { reachableUrl } from './reserved-paths'

/** What a request shows of who sends it. */
export interface Shown {
  /** The `Cookie` header. */
  cookies: string
  /** The key of a reader's own programs; null where it opens nothing. */
  feedKey: string | null
}

/** Of a site that is not for everybody: whether whoever shows this may come in. Rejects when that cannot be known now. */
export type MayEnter = (shown: Shown) => Promise<boolean>

type Entrance =
  /** `url` is what is asked for, without the key where it decides nothing more. */
  | { status: 'in'; url: string }
  /** Goes to sign in, with 303. */
  | { status: 'to-sign-in'; location: string }
  | { status: 'out'; refusal: Refusal }

/**
 * What a site that is not for everybody shows to anybody: the ways in, the ways out of mails, and what tells machines that it runs. None of it
 * holds anything of the site but its name. Everything else is closed, whatever will be added.
 */
const OPEN =
  /^\/(?:sign-in(?:\/code|\/link\/[\w~-]+|\/openid\/[a-z0-9-]+(?:\/back)?|\/passkey(?:\/options)?)?|invitations\/[\w~-]+|subscriptions\/(?:confirm|unsubscribe)\/[\w.~-]+|offline|manifest\.webmanifest|robots\.txt|readyz|metrics)$/
/** Mails of a house without a mail server: whoever reads them can sign in as anybody anyway. They exist on this machine only. */
const MAILBOX = /^\/mailbox(?:\/[\w.%-]+){0,2}$/
/** What programs read: it opens to a key. */
const FEED = /\.(?:rss|atom|json)$|^\/api\//
/** What is no page is refused, not led to one. */
const FILE = /\.[a-z]{2,11}(?:\.gz)?$/
/** What is some readers' own: whose key it is decides what they get. */
const OWN = /^\/(?:lists|following|groups)\//
const KEY = 'key'

/** Decides, before anything else is looked at, whether a request may go on to a site that is not for everybody. */
export async function judgeEntrance(
  line: RequestLine,
  { mayEnter, isLocal }: { mayEnter: MayEnter; isLocal: boolean },
): Promise<Entrance> {
  const reachable = new URL(reachableUrl(line.url), 'http://front')
  const { pathname } = reachable
  if (OPEN.test(pathname) || (isLocal && MAILBOX.test(pathname))) return { status: 'in', url: line.url }

  const isRead = line.method === 'GET' || line.method === 'HEAD'
  const feedKey = isRead && FEED.test(pathname) ? keyIn(line, reachable) : null
  const cookies = line.headers.cookie ?? ''
  if ((cookies || feedKey) && (await mayEnter({ cookies, feedKey }))) {
    if (!OWN.test(pathname)) reachable.searchParams.delete(KEY)
    return { status: 'in', url: reachable.pathname + reachable.search }
  }
  if (!isRead || FEED.test(pathname) || FILE.test(pathname) || !takesPages(line.headers.accept)) {
    return { status: 'out', refusal: signInFirst }
  }
  const back = pathname + reachable.search
  return { status: 'to-sign-in', location: back === '/' ? '/sign-in' : `/sign-in?back=${encodeURIComponent(back)}` }
}

/** `?key=…`, as feed readers can be told an address only, or a bearer token, which stands in no log of a proxy. */
function keyIn({ headers }: RequestLine, { searchParams }: URL): string | null {
  const [, bearer] = /^Bearer ([\w-]{43})$/.exec(headers.authorization ?? '') ?? []
  return bearer ?? searchParams.get(KEY)
}

const takesPages = (accept = '*/*') => !/\bjson\b/.test(accept) || accept.includes('text/html')

const signInFirst: Refusal = {
  status: 401,
  title: 'Sign in first',
  detail: 'This site is not for everybody. Whoever belongs to it signs in; feeds take a key from the settings page.',
  headers: { 'www-authenticate': 'Bearer' },
}
