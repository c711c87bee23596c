import type { Table } from '@lancedb/lancedb'
import { log } from '../../log'
import { LateError, within } from '../../within'
import { type Near, openNear } from '../vectors/near'
import { faultIn } from './engine-fault'
import { wordsName } from './form'
import { FreshPapers } from './fresh-papers'
import { inTime, type Lance, openLance } from './lance'
import { findStateAndChanges, type IndexState } from './state'
import { type IndexedWords, readWords } from './words'

/** So old, what a reader knows is looked up anew; searches go on with it meanwhile. */
const KNOWN_MS = 1_000
/** So old, it is waited for: so soon a new paper is found at the latest. */
const TOO_OLD_MS = 2_000
/** So long an index may take to be opened: a large one in a bucket that far away. Searches wait for a fraction of it. */
const OPENED_MS = 20_000
/** An index that could not be opened is tried again after this. */
const TROUBLE_MS = 10_000
/**
 * A reader that looked at the log so lately goes on with the former index while a new one is opened: what the new one took out of the log had
 * been logged before it was begun, and one that takes long to open took longer to make, so that the reader has seen it.
 */
const FORMER_MS = 10_000

/** The index as a search sees it: a version of its table, and the papers that changed since. */
export interface IndexReader {
  lance: Lance
  table: Table
  words: IndexedWords
  state: IndexState
  fresh: FreshPapers
  /** What its vectors say; null: it has none, or none of the kind that is asked for. */
  near: Near | null
}

interface Held {
  reader: IndexReader | null
  knownAt: number
  asking: Promise<IndexReader | null> | null
  /** It could not be read when it was tried last. */
  isAway: boolean
  /** A new index, opened beside the one that is read, and when that was begun last. */
  opened: IndexReader | null
  openingAt: number
}

const NEVER = Number.NEGATIVE_INFINITY
const asUnknown = (): Held => ({
  reader: null,
  knownAt: NEVER,
  asking: null,
  isAway: false,
  opened: null,
  openingAt: NEVER,
})

// Next bundles modules more than once; what was opened is shared through globalThis.
const held = globalThis as { broadsheetIndex?: Held }

/** The index, at most two seconds old; null: there is none that could be read, and the database has to answer. */
export async function openReader(): Promise<IndexReader | null> {
  held.broadsheetIndex ??= asUnknown()
  const own = held.broadsheetIndex
  const ageMs = performance.now() - own.knownAt
  if (ageMs < KNOWN_MS) return own.reader
  own.asking ??= renewed(own).finally(() => {
    own.asking = null
  })
  // Nobody waits for what was away a moment ago.
  if (own.isAway || ageMs < TOO_OLD_MS) return own.reader
  return inTime(own.asking).catch(() => {
    Object.assign(own, { reader: null, isAway: true })
    return null
  })
}

/** What failed while it was read is opened anew, later; the database answers meanwhile. */
export function giveUpReader(error: unknown): null {
  log.warn({ reason: faultIn(error) }, 'the search index cannot be read')
  held.broadsheetIndex = { ...asUnknown(), knownAt: performance.now() + TROUBLE_MS - KNOWN_MS, isAway: true }
  return null
}

async function renewed(own: Held): Promise<IndexReader | null> {
  try {
    // Between being told of a version and opening it the keeper may have gone on and tidied that one away: there is a newer one then.
    own.reader = await latest(own).catch((error) => {
      if (error instanceof LateError) throw error
      return latest(own)
    })
    own.knownAt = performance.now()
    own.isAway = false
    return own.reader
  } catch (error) {
    return giveUpReader(error)
  }
}

async function latest(own: Held): Promise<IndexReader | null> {
  const known = await findStateAndChanges()
  if (!known) return null
  const { state, changes } = known
  const [former, opened] = [own.reader, own.opened?.state.name === state.name ? own.opened : null]
  const isLooking = performance.now() - own.knownAt < FORMER_MS
  if (former && former.state.name !== state.name && !opened && isLooking) {
    openBeside(own, state)
    return { ...former, fresh: await former.fresh.followed(changes, { isFormer: true }) }
  }
  const reader = await within(OPENED_MS, readerOf(state, opened ?? former))
  own.opened = null
  return reader && { ...reader, fresh: await (former ?? reader).fresh.followed(changes) }
}

/** A large index in a slow bucket takes a while to be opened: the next look takes it up when it is there. */
function openBeside(own: Held, state: IndexState): void {
  if (performance.now() - own.openingAt < OPENED_MS + TROUBLE_MS) return
  own.openingAt = performance.now()
  within(OPENED_MS, readerOf(state, null)).then(
    (reader) => {
      Object.assign(own, { opened: reader, openingAt: NEVER })
    },
    (error) => log.warn({ reason: faultIn(error) }, 'the new search index cannot be opened yet'),
  )
}

async function readerOf(state: IndexState, before: IndexReader | null): Promise<IndexReader | null> {
  if (before?.state.name === state.name && before.state.version === state.version) return { ...before, state }
  const opened = await openLance()
  if (!opened) return null
  // A handle of its own for each version: searches under way keep theirs.
  const table = await opened.connection.openTable(state.name)
  await table.checkout(state.version)
  const isSame = before?.state.name === state.name
  const words = isSame ? before.words : await readWords(await opened.connection.openTable(wordsName(state.name)))
  const near = await openNear(opened, state, isSame ? before.near : null)
  return { lance: opened.lance, table, words, state, fresh: before?.fresh ?? new FreshPapers(), near }
}
