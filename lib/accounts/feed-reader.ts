import { config } from '../config'
import { readCookie } from './cookies'
import { findKeyHolder } from './feed-keys'
import { findSession } from './session'

/**
 * Who asks for what is some readers' own: whoever is signed in, or whose key the address (`?key=…`) or the bearer token holds; null: nobody
 * that is known. Programs that read feeds cannot sign in.
 */
export async function feedReaderOf(request: Request): Promise<string | null> {
  const session = await findSession(readCookie(request, 'session'), config().clock.now())
  if (session) return session.reader.id
  const [, bearer] = /^Bearer ([\w-]{43})$/.exec(request.headers.get('authorization') ?? '') ?? []
  const key = bearer ?? new URL(request.url).searchParams.get('key')
  return key && /^[\w-]{43}$/.test(key) ? findKeyHolder(key) : null
}
