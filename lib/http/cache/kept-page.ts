import type { OutgoingHttpHeaders } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { HANDED_HEADER } from '../handed'
import { askedBy, choose, NOBODY, type Part } from '../marked-document'
import { parseMarked } from '../parse-marked'
import { ReaderPage } from '../reader/reader-page'
import { SHARED_HEADER } from '../shared'
import { type Body, bodyOf, takes } from './body'
import { fitted, quickBody } from './quick-body'
import type { Rendered } from './render-alone'

/** Measured on a front page of fifty entries (docs/decisions/0017): the next levels cost far more than they save. */
const BROTLI_QUALITY = 5
const GZIP_LEVEL = 6
/** What has been asked for so often, and is still as it was after so long, is worth a fifth of a second: a sixth less on the way to all who come after. */
const ASKED_OFTEN = 20
const UNCHANGED_MS = 10_000
/** Shorter answers fit into one packet either way. */
const WORTH_COMPRESSING = 1_000

/** What a page and a spot of it take beside their texts: objects, lists, tags, small buffers. Held by a test that measures. */
const PAGE_BYTES = 8_000
const SPOT_BYTES = 2_000

/** A page as it is sent to everybody who is nobody in particular, in each encoding that was made of it so far. */
export class KeptPage {
  readonly status: number
  /** What it shows that may change. */
  readonly topics: readonly string[]
  /** As the handler gave them, without those that belong to one answer or to the house. */
  readonly headers: readonly [name: string, value: string][]
  /** What it is made of, spots open. */
  readonly parts: readonly Part[]
  /** What it asks about its reader; null where every reader gets the same. */
  readonly asked: ReturnType<typeof askedBy> | null
  readonly identity: Body
  gzip: Body | null = null
  br: Body | null = null
  /** What it takes in memory at most, about, with every form that may still be made of it. */
  readonly bytes: number
  #wasAskedByReader = false
  #readers: Promise<void> | null = null
  #readerPage: ReaderPage | null = null
  #quick: { br?: Promise<Body>; gzip?: Promise<Body> } = {}
  #well: Promise<void> | null = null
  #best: Promise<void> | null = null
  #timesAsked = 0

  constructor(private readonly rendered: Rendered) {
    this.topics = String(rendered.headers[SHARED_HEADER] ?? '').split(' ')
    this.status = rendered.status
    this.headers = ownHeaders(rendered)
    const text = rendered.body
    const isHtml = String(rendered.headers['content-type'] ?? '').startsWith('text/html')
    this.parts = isHtml ? parseMarked(text) : [text]
    this.asked = this.parts.length > 1 ? askedBy(this.parts) : null
    this.identity = bodyOf(Buffer.from(choose(this.parts, NOBODY)), 'identity')
    // The parts are cut from the text, both variants of each spot, at two bytes a letter; compressed forms are no longer than the plain one together.
    this.bytes = text.length * 2 + this.identity.bytes.byteLength * 2 + spotsIn(this.parts) * SPOT_BYTES + PAGE_BYTES
  }

  /** Whether it is what was rendered now: then nothing is to be made of it again. */
  isOf({ status, headers, body }: Rendered): boolean {
    const { rendered } = this
    return status === rendered.status && body === rendered.body && sameHeaders(headers, rendered.headers)
  }

  get isWorthCompressing(): boolean {
    return this.identity.bytes.byteLength >= WORTH_COMPRESSING
  }

  /** The smallest form that is there and that the client takes. */
  ready(accepts: string): Body | null {
    if (!this.isWorthCompressing) return this.identity
    if (this.br && takes(accepts, 'br')) return this.br
    if (this.gzip && takes(accepts, 'gzip')) return this.gzip
    return takes(accepts, 'gzip') ? null : this.identity
  }

  /** For the first reader, in a hurry. */
  quickly(accepts: string): Promise<Body> {
    const form = takes(accepts, 'br') ? 'br' : 'gzip'
    this.#quick[form] ??= quickBody(this.identity.bytes, form)
    return this.#quick[form]
  }

  /** What readers' pages are made of; null until it is there, soon after it was asked for twice, if it can be made at all. */
  forReaders(): ReaderPage | null {
    if (this.#wasAskedByReader) this.#readers ??= this.#makeForReaders().catch(doWithout)
    this.#wasAskedByReader = true
    return this.#readerPage
  }

  /** Makes the forms that are worth keeping, once, beside the event loop; without memory for them the page goes without. */
  compressWell(): Promise<void> {
    this.#well ??= this.#compress().catch(doWithout)
    return this.#well
  }

  /** Somebody asked for it again, and it is still as it was: it is made smaller beside the event loop, and as small as can be when that goes on. */
  askedAgain(unchangedMs: number): void {
    this.#timesAsked += 1
    if (!this.br) void this.compressWell()
    else if (this.#timesAsked >= ASKED_OFTEN && unchangedMs >= UNCHANGED_MS) void this.compressBest()
  }

  /** As small as can be, once, one page at a time; without memory for it the page stays as it is. */
  compressBest(): Promise<void> {
    this.#best ??= inTurn(async () => {
      const best = await brotli(this.identity.bytes, constants.BROTLI_MAX_QUALITY)
      this.br = fitted(best, 'br')
    }).catch(doWithout)
    return this.#best
  }

  async #makeForReaders(): Promise<void> {
    this.#readerPage = await ReaderPage.make(this.parts)
  }

  async #compress(): Promise<void> {
    if (!this.isWorthCompressing) return
    const { bytes } = this.identity
    this.gzip = fitted(await promisify(gzip)(bytes, { level: GZIP_LEVEL }), 'gzip')
    this.br = fitted(await brotli(bytes, BROTLI_QUALITY), 'br')
    this.#quick = {}
  }
}

const brotli = (bytes: Buffer, quality: number): Promise<Buffer> =>
  promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  })

let turn: Promise<unknown> = Promise.resolve()
/** After what was to be done so before, so that costly work of a few pages leaves processors to those who wait. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turn.then(work)
  turn = done.catch(doWithout)
  return done
}

const spotsIn = (parts: readonly Part[]): number =>
  parts.reduce((sum, part) => {
    if (typeof part === 'string') return sum
    return sum + 1 + ('mark' in part ? spotsIn(part.no) + spotsIn(part.yes) : 0)
  }, 0)

/** For a form that only saves work: there is a slower way to the same page, so that no reader need know why this one failed. */
function doWithout(): void {}

/** But for the number of the request that asked. */
function sameHeaders(some: OutgoingHttpHeaders, others: OutgoingHttpHeaders): boolean {
  const text = (headers: OutgoingHttpHeaders) => JSON.stringify({ ...headers, [HANDED_HEADER]: '' })
  return text(some) === text(others)
}

const NOT_KEPT =
  /^(set-cookie|content-length|content-encoding|transfer-encoding|connection|keep-alive|date|etag|vary|x-(nextjs|broadsheet)-.*)$/

function ownHeaders({ headers }: Rendered): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || NOT_KEPT.test(name) ? [] : [[name, String(value)] as [string, string]],
  )
}
