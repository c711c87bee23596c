import { readCookie } from '../accounts/cookies'
import { touchSession } from '../accounts/session'
import { judgeSession } from '../accounts/session-life'
import { tokenHash } from '../accounts/tokens'
import type { Clock } from '../clock'
import { ByteStore } from '../http/cache/byte-store'
import type { MarkedReader } from '../http/marked-document'
import { askSessions } from './ask-sessions'
import type { AskingPage } from './asked'
import { KnownReader } from './known-reader'

/** Some twenty thousand browsers whose readers have ten marks each, or two hundred with a thousand. */
const MAX_BYTES = 20_000_000

/**
 * What holds of whoever has this `Cookie` header, among the marks that a page asks about; null for nobody. The session is looked up for
 * each request, by a statement that begins after the request came: one that ended opens nothing. The same statement tells whether
 * what this process knows of the reader is still all, and what they did when it is not.
 */
export function marksOf(clock: Clock): (cookies: string, page: AskingPage) => Promise<MarkedReader | null> {
  const ask = askSessions()
  const readers = new ByteStore<KnownReader>(MAX_BYTES)
  return async (cookies, page) => {
    const token = readCookie({ headers: { get: () => cookies } }, 'session')
    if (!token) return null
    const hash = tokenHash(token)
    const key = Buffer.from(hash).toString('latin1')
    const before = readers.get(key)
    const session = await ask(hash, before?.version ?? null)
    const now = clock.now()
    const { alive, elevated, touch } = session ? judgeSession(session, now) : OVER
    if (!session || !alive) {
      readers.delete(key)
      return null
    }
    if (touch) await touchSession(session.sessionId, elevated, now)
    const known = session.news ? new KnownReader(session.readerId, session.news, performance.now(), before) : before
    if (!known) throw new Error('a session came without what its reader did')
    if (session.news) readers.set(key, known)
    return { reader: session.readerId, marks: await known.judge(page, now) }
  }
}

const OVER = { alive: false, elevated: false, touch: false }
