/** Rooms of the site to which a sign-in may lead back. Not the sign-in itself, and nothing that answers programs. */
const ROOMS = [
  'papers',
  'categories',
  'authors',
  'people',
  'picks',
  'pick',
  'search',
  'settings',
  'reading-list',
  'for-you',
  'admin',
  'subscribe',
  'subscriptions',
  'digests',
  'about',
  'submit',
  'moderation',
  'claims',
  'lists',
  'listing',
  'follows',
  'following',
  'groups',
  'join',
]
const MAX_LENGTH = 2_000
/** Takes the place of this site while an address is judged; reserved, so it is nobody's. */
const HERE = 'http://here.invalid'

/**
 * Where to go after signing in: the path if it leads to a page of this site that is on the list, else the front page. The
 * answer is in the form in which browsers read it, so that none can read it as another host's (OWASP ASVS 3.7.2).
 */
export function backPath(asked: string | null | undefined): string {
  if (!asked || asked.length > MAX_LENGTH || !asked.startsWith('/') || !URL.canParse(asked, HERE)) return '/'
  const { origin, pathname, search } = new URL(asked, HERE)
  // Dots are resolved by now: `/papers/..//evil.example` has become `//evil.example`, whose room is the empty one.
  const [, room = ''] = pathname.split('/')
  const leadsHere = origin === HERE && (pathname === '/' || ROOMS.includes(room))
  return leadsHere ? pathname + search : '/'
}
