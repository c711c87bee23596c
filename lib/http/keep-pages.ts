import type { KeptPages } from './answer-kept'
import { PageCache } from './cache/page-cache'
import { ReaderAnswers } from './cache/reader-answers'
import { type Handle, renderAlone } from './cache/render-alone'
import { hearChanges } from './hear-changes'
import type { ReaderNews } from './reader-news'
import { RecentActs } from './recent-acts'
import type { Turnstile } from './turnstile'

/** The part of the room that is for pages as single readers get them. */
const FOR_READERS = 0.25

interface KeepOptions {
  handle: Handle
  turnstile: Turnstile
  /** Given what is heard of readers. */
  marksOf: (news: ReaderNews) => KeptPages['marksOf']
  onError: KeptPages['onError']
  maxBytes: number
  databaseUrl: string
  /** The `Host` that pages are asked for with. */
  host: string
}

interface Keeping {
  pages: KeptPages
  /** Resolves when every process has heard of what was committed before; never rejects, and in a second at the latest. */
  everybodyHeard: () => Promise<void>
  stop: () => Promise<void>
}

/** Keeps the pages that are the same for everybody, and hears from the database when they are not any more. */
export function keepPages({ handle, turnstile, marksOf, onError, maxBytes, databaseUrl, host }: KeepOptions): Keeping {
  const { changes, news, everybodyHeard, stop } = hearChanges(databaseUrl)
  const nowMs = () => performance.now()
  const cache = new PageCache({
    render: (key) => renderAlone(handle, key, host),
    changes,
    turnstile,
    maxBytes: maxBytes * (1 - FOR_READERS),
    nowMs,
  })
  const answers = new ReaderAnswers(maxBytes * FOR_READERS)
  const acts = new RecentActs(nowMs)
  return { pages: { cache, answers, acts, marksOf: marksOf(news), onError }, everybodyHeard, stop }
}
