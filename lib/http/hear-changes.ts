import { listenToDatabase } from '../database/listener'
import { RollCall } from '../database/roll-call'
import { Changes } from './cache/changes'
import { type ReaderNews, readerNews } from './reader-news'

/** Where triggers of the database tell what changed (migrations page_notices and reader_notices), and processes whether they hear. */
const PAGES = 'pages'
const READERS = 'readers'
const ROLL_CALL = 'roll_call'

export interface Heard {
  /** Of what pages show. */
  changes: Changes
  news: ReaderNews
  /** Resolves when every process has heard of what was committed before; never rejects, and in a second at the latest. */
  everybodyHeard: () => Promise<void>
  stop: () => Promise<void>
}

/** Hears from the database what changed, until it is stopped. */
export function hearChanges(databaseUrl: string): Heard {
  const [changes, readers] = [new Changes(), new Changes()]
  const rollCall = new RollCall({
    tell: (payload) => listener.tell(ROLL_CALL, payload),
    nowMs: () => performance.now(),
  })
  const listener = listenToDatabase({
    url: databaseUrl,
    channels: [PAGES, READERS, ROLL_CALL],
    onNotice: (channel, payload) => {
      if (channel === PAGES) changes.note(payload)
      else if (channel === READERS) readers.note(payload)
      else rollCall.hear(payload)
    },
    onGap: () => {
      changes.noteEverything()
      readers.noteEverything()
      rollCall.gap()
      rollCall.pulse()
    },
  })
  const stopPulse = rollCall.begin()
  const stop = async (): Promise<void> => {
    await stopPulse()
    await listener.stop()
  }
  return { changes, news: readerNews(readers, rollCall), everybodyHeard: () => rollCall.everybodyHeard(), stop }
}
