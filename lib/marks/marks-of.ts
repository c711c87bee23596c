import { readCookie } from '../accounts/cookies'
import { touchSession } from '../accounts/session'
import { judgeSession } from '../accounts/session-life'
import { tokenHash } from '../accounts/tokens'
import type { Clock } from '../clock'
import type { MarkedReader } from '../http/marked-document'
import { askSessions } from './ask-sessions'
import type { AskingPage } from './asked'
import { ReadersInMemory } from './readers-in-memory'

/**
 * What holds of whoever has this `Cookie` header, among the marks that a page asks about; null for nobody. The session is looked up for
 * each request, by a statement that begins after the request came: one that ended opens nothing, and tells whether what is known of
 * its reader is still all. Only when it is not, the reader is read again.
 */
export function marksOf(clock: Clock): (cookies: string, page: AskingPage) => Promise<MarkedReader | null> {
  const ask = askSessions()
  const readers = new ReadersInMemory(() => performance.now())
  return async (cookies, page) => {
    const token = readCookie({ headers: { get: () => cookies } }, 'session')
    const session = token ? await ask(tokenHash(token)) : null
    if (!session) return null

    const now = clock.now()
    const { alive, elevated, touch } = judgeSession(session, now)
    if (!alive) return null
    if (touch) await touchSession(session.sessionId, elevated, now)
    const known = await readers.find(session.readerId, session.version)
    return known && { reader: session.readerId, marks: await known.judge(page, now) }
  }
}
