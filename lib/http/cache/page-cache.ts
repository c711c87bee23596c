import { SHARED_HEADER } from '../shared'
import type { Turnstile } from '../turnstile'
import { ByteStore } from './byte-store'
import type { Changes } from './changes'
import { KeptPage } from './kept-page'
import type { PageKey } from './page-key'
import type { Rendered } from './render-alone'
import { Unkept } from './unkept'

/** A page tells times and days, too: without news it is made again after this long. */
const FRESH_MS = 60_000
/** A page that says that something is missing or wrong. */
const FAULT_FRESH_MS = 5_000
/** However often its topics change, a page is made at most this often. */
const REMADE_EVERY_MS = 1_000
/** How long the reader who comes first after a change waits for the new page before taking the old one. */
const WAIT_FOR_NEW_MS = 100
/** How long who did something waits for the page that has it: they would take the old one for a failure. */
const WAIT_FOR_ACT_MS = 2_000
/** Nobody asked for so long: what is kept may be of yesterday, and its reader rather waits. */
const FORGOTTEN_MS = 10_000

export type Served = 'hit' | 'stale' | 'miss'

/** A page and what is known of its age. */
class Kept {
  triedAtMs: number
  askedAtMs: number

  constructor(
    readonly page: KeptPage,
    /** The tick of `Changes` when it began to be made. */
    readonly tick: number,
    /** When somebody began to make it: what was committed before is in it. */
    readonly begunAtMs: number,
    readonly madeAtMs: number,
  ) {
    this.triedAtMs = madeAtMs
    this.askedAtMs = madeAtMs
  }

  get bytes(): number {
    return this.page.bytes
  }
}

interface Found {
  page: KeptPage
  served: Served
  /** When somebody began to make it, by the clock of the cache: what was committed before is in it. */
  begunAtMs: number
}

interface CacheOptions {
  /** Asks the application for the page of everybody. */
  render: (key: PageKey) => Promise<Rendered>
  changes: Changes
  turnstile: Turnstile
  maxBytes: number
  /** Milliseconds of a clock that never goes back. */
  nowMs: () => number
}

/**
 * Pages that are the same for everybody but for their personal spots, kept until what they show changes. Out of date, a page is
 * made again once for all who ask, and the old one serves meanwhile; it also serves when there is too much to do or when the
 * database is away.
 */
export class PageCache {
  readonly #store: ByteStore<Kept>
  readonly #unkept = new Unkept()
  readonly #making = new Map<string, Promise<Kept | null>>()

  constructor(private readonly options: CacheOptions) {
    this.#store = new ByteStore(options.maxBytes)
  }

  get size(): number {
    return this.#store.size
  }

  get bytes(): number {
    return this.#store.bytes
  }

  /**
   * @param actedAtMs when whoever asks last did something, by the clock of the cache: they get no page from before, if a new one can be made soon
   * @returns null for what may not be kept. @throws BusyError when it is not there and cannot be made in time
   */
  async find(key: PageKey, actedAtMs: number | null = null): Promise<Found | null> {
    const entry = this.#store.get(key.text)
    const now = this.options.nowMs()
    if (!entry) {
      if (this.#unkept.has(key.text, now)) return null
      if (!this.#making.has(key.text)) this.options.turnstile.mustHaveRoom()
      const made = await this.#make(key)
      return made && foundAs('miss', made)
    }
    const quietMs = now - entry.askedAtMs
    entry.askedAtMs = now
    if (this.#isFresh(entry, now)) {
      entry.page.askedAgain(now - entry.madeAtMs)
      return foundAs('hit', entry)
    }
    if (actedAtMs !== null && entry.begunAtMs < actedAtMs) {
      const made = await within(this.#makeSince(key, actedAtMs), WAIT_FOR_ACT_MS)
      return made ? foundAs('miss', made) : foundAs('stale', entry)
    }
    if (now - entry.triedAtMs < REMADE_EVERY_MS) return foundAs('stale', entry)
    const isMaking = this.#making.has(key.text)
    const remade = this.#make(key).catch(() => null)
    if (isMaking) return foundAs('stale', entry)
    const made = await (quietMs > FORGOTTEN_MS ? remade : within(remade, WAIT_FOR_NEW_MS))
    return made ? foundAs('miss', made) : foundAs('stale', entry)
  }

  #isFresh({ page, tick, madeAtMs }: Kept, now: number): boolean {
    const freshMs = page.status >= 400 ? FAULT_FRESH_MS : FRESH_MS
    return now - madeAtMs < freshMs && !this.options.changes.since(tick, page.topics)
  }

  /** Begun after that instant: one that is under way may have been begun before. */
  async #makeSince(key: PageKey, ms: number): Promise<Kept | null> {
    const made = await this.#make(key).catch(() => null)
    return made && made.begunAtMs < ms ? this.#make(key).catch(() => null) : made
  }

  #make(key: PageKey): Promise<Kept | null> {
    const under = this.#making.get(key.text)
    if (under) return under
    const making = this.#render(key).finally(() => this.#making.delete(key.text))
    this.#making.set(key.text, making)
    return making
  }

  async #render(key: PageKey): Promise<Kept | null> {
    const { turnstile, changes, render, nowMs } = this.options
    const before = this.#store.get(key.text)
    try {
      const { rendered, tick, begunAtMs } = await turnstile.pass(async () => {
        const begun = { tick: changes.tick, begunAtMs: nowMs() }
        return { rendered: await render(key), ...begun }
      })
      if (rendered.status >= 500) return this.#goWithout(key, FAULT_FRESH_MS)
      if (!mayBeKept(rendered)) return this.#drop(key)
      return await this.#keep(key, rendered, { tick, begunAtMs }, before)
    } finally {
      if (before) before.triedAtMs = nowMs()
    }
  }

  async #keep(
    key: PageKey,
    rendered: Rendered,
    { tick, begunAtMs }: Pick<Kept, 'tick' | 'begunAtMs'>,
    before: Kept | undefined,
  ): Promise<Kept> {
    // The same again needs no second compression.
    const same = before?.page.isOf(rendered) ? before.page : null
    const page = same ?? new KeptPage(rendered)
    // A page that was asked for again will be asked for again.
    if (before && !same) await page.compressWell()
    const kept = new Kept(page, tick, begunAtMs, this.options.nowMs())
    this.#store.set(key.text, kept)
    return kept
  }

  #drop(key: PageKey): null {
    this.#store.delete(key.text)
    return this.#goWithout(key, FRESH_MS)
  }

  /** As long as no page is kept here, each who asks is answered by the application itself. */
  #goWithout(key: PageKey, ms: number): null {
    this.#unkept.note(key.text, this.options.nowMs() + ms)
    return null
  }
}

const foundAs = (served: Served, { page, begunAtMs }: Kept): Found => ({ page, served, begunAtMs })

/** Only what says that it is the same for everybody, and sets nothing in the browser of one. */
const mayBeKept = ({ headers }: Rendered) => headers[SHARED_HEADER] !== undefined && headers['set-cookie'] === undefined

/** What comes of it, or null when that takes longer. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
