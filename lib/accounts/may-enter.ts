import { config } from '../config'
import { readCookie } from './cookies'
import { findKeyHolder } from './feed-keys'
import { findSession } from './session'

/**
 * Whether somebody may come into a site that is not for everybody: by a session, or with the key of their programs. Asked of the database each
 * time, so that whoever is signed out or taken out is out at once. Rejects while the database is away.
 * @param feedKey null where keys open nothing
 */
export async function mayEnter({ cookies, feedKey }: { cookies: string; feedKey: string | null }): Promise<boolean> {
  const token = readCookie({ headers: { get: () => cookies } }, 'session')
  if (await findSession(token, config().clock.now())) return true
  return feedKey !== null && (await findKeyHolder(feedKey)) !== null
}
