import { readCookie } from '../accounts/cookies'
import { touchSession } from '../accounts/session'
import { judgeSession, type SessionTimes } from '../accounts/session-life'
import { tokenHash } from '../accounts/tokens'
import type { Clock } from '../clock'
import { ByteStore } from '../http/cache/byte-store'
import type { MarkedReader } from '../http/marked-document'
import type { ReaderNews } from '../http/reader-news'
import { type AskedSession, askSessions } from './ask-sessions'
import type { AskingPage } from './asked'
import { KnownReader } from './known-reader'

/** Some twenty thousand browsers whose readers have ten marks each, or two hundred with a thousand. */
const MAX_BYTES = 20_000_000

/** A browser of a reader, as it was when it was asked after. */
interface KnownSession {
  times: SessionTimes
  reader: KnownReader
  /** Of the reader's news, when somebody began to ask. */
  tick: number
  bytes: number
}

/**
 * What holds of whoever has this `Cookie` header, among the marks that a page asks about; null for nobody. What this process knows of a
 * session and its reader counts as long as no news of the reader came and news are certain to come. Otherwise they are asked after, by a statement
 * that begins after the request came: it tells whether the session holds, and what the reader did unless that is known.
 */
export function marksOf(
  clock: Clock,
  news: ReaderNews,
): (cookies: string, page: AskingPage) => Promise<MarkedReader | null> {
  const ask = askSessions()
  const sessions = new ByteStore<KnownSession>(MAX_BYTES)

  const askAfter = async (hash: Uint8Array, before: KnownReader | undefined): Promise<KnownSession | null> => {
    const { tick } = news
    const session = await ask(hash, before?.version ?? null)
    const now = clock.now()
    const { alive, elevated, touch } = session ? judgeSession(session, now) : OVER
    if (!session || !alive) return null
    if (touch) await touchSession(session.sessionId, elevated, now)
    const reader = readerIn(session, before)
    return { times: session, reader, tick, bytes: reader.bytes }
  }

  return async (cookies, page) => {
    const token = readCookie({ headers: { get: () => cookies } }, 'session')
    if (!token) return null
    const hash = tokenHash(token)
    const key = Buffer.from(hash).toString('latin1')
    let session = sessions.get(key) ?? null
    if (!session || !isStillTrue(session, news, clock.now())) {
      session = await askAfter(hash, session?.reader)
      if (session) sessions.set(key, session)
      else sessions.delete(key)
    }
    if (!session) return null
    const { reader } = session
    return { reader: reader.id, marks: await reader.judge(page, clock.now()) }
  }
}

const OVER = { alive: false, elevated: false, touch: false }

/** A session that is over, or whose use is to be noted again, is asked after: another process may have noted it. */
function isStillTrue({ times, reader, tick }: KnownSession, news: ReaderNews, now: Date): boolean {
  const { alive, touch } = judgeSession(times, now)
  return alive && !touch && news.isQuietSince(tick, reader.id)
}

function readerIn({ readerId, news }: AskedSession, before: KnownReader | undefined): KnownReader {
  if (news) return new KnownReader(readerId, news, performance.now(), before)
  if (!before) throw new Error('a session came without what its reader did')
  return before
}
