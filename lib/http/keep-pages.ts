import { listenToDatabase } from '../database/listener'
import type { KeptPages } from './answer-kept'
import { Changes } from './cache/changes'
import { PageCache } from './cache/page-cache'
import { ReaderAnswers } from './cache/reader-answers'
import { type Handle, renderAlone } from './cache/render-alone'
import type { Turnstile } from './turnstile'

/** Where triggers of the database tell what changed (migration page_notices). */
const CHANNEL = 'pages'

/** The part of the room that is for pages as single readers get them. */
const FOR_READERS = 0.25

interface KeepOptions {
  handle: Handle
  turnstile: Turnstile
  marksOf: KeptPages['marksOf']
  onError: KeptPages['onError']
  maxBytes: number
  databaseUrl: string
  /** The `Host` that pages are asked for with. */
  host: string
}

/** Keeps the pages that are the same for everybody, and hears from the database when they are not any more. */
export function keepPages({ handle, turnstile, marksOf, onError, maxBytes, databaseUrl, host }: KeepOptions): {
  pages: KeptPages
  stop: () => Promise<void>
} {
  const changes = new Changes()
  const cache = new PageCache({
    render: (key) => renderAlone(handle, key, host),
    changes,
    turnstile,
    maxBytes: maxBytes * (1 - FOR_READERS),
    nowMs: () => performance.now(),
  })
  const stop = listenToDatabase({
    url: databaseUrl,
    channel: CHANNEL,
    onNotice: (topics) => changes.note(topics),
    onGap: () => changes.noteEverything(),
  })
  return { pages: { cache, answers: new ReaderAnswers(maxBytes * FOR_READERS), marksOf, onError }, stop }
}
