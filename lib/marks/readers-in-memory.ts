import { ByteStore } from '../http/cache/byte-store'
import type { Marks } from '../http/marked-document'
import { findReaderMarks, type ReaderMarks } from '../reading/reader-marks'
import { type Asked, type AskingPage, judgeAsked, otherNumbers } from './asked'
import { findNumbers } from './find-numbers'

/** Some twenty thousand readers with ten marks each, or two hundred with a thousand. */
const MAX_BYTES = 20_000_000
/** About, of an identifier in a set, and of what stands around it all. */
const BYTES_OF_MARK = 100
const BYTES_OF_READER = 500

/** What this process knows of readers who came lately, the ones that were here longest ago forgotten first. */
export class ReadersInMemory {
  readonly #readers = new ByteStore<KnownReader>(MAX_BYTES)

  /** @param nowMs milliseconds of the clock that pages are dated by */
  constructor(private readonly nowMs: () => number) {}

  /** What is known of a reader at this version or a later one, read when it is not there; null when there is no such reader any more. */
  async find(readerId: string, version: string): Promise<KnownReader | null> {
    const known = this.#readers.get(readerId)
    if (known?.marks.version === version) return known
    const marks = await findReaderMarks(readerId)
    if (!marks) return null
    const read = new KnownReader(readerId, marks, this.nowMs())
    this.#readers.set(readerId, read)
    return read
  }
}

/** A reader at one version. */
class KnownReader {
  readonly bytes: number
  readonly #judged = new WeakMap<Asked, Judged>()

  constructor(
    private readonly readerId: string,
    readonly marks: ReaderMarks,
    /** Whatever made this version was committed before. */
    private readonly readAtMs: number,
  ) {
    const { votes, saved, dismissed, visits } = marks
    this.bytes = BYTES_OF_READER + BYTES_OF_MARK * (votes.size + saved.size + dismissed.size + visits.size)
  }

  /**
   * What holds of this reader on a page: the very same object as long as it is the same page in the same minute (some marks tell how long
   * ago a visit was). Its numbers are as new as the reader's last act or the page, whichever is newer.
   */
  async judge({ asked, begunAtMs }: AskingPage, now: Date): Promise<Marks> {
    const minute = Math.floor(now.getTime() / 60_000)
    const known = this.#judged.get(asked)
    if (known?.begunAtMs === begunAtMs && known.minute === minute) return known.marks
    const { held, numbers } = judgeAsked(asked, this.marks, now)
    const others = await this.#othersOf(asked, begunAtMs)
    const marks: Marks = { held, numbers: new Map([...numbers, ...others]) }
    this.#judged.set(asked, { begunAtMs, minute, marks })
    return marks
  }

  /** The numbers that are not the page's own: of this reader's day, and votes where the page may have been begun before this reader voted. */
  async #othersOf(asked: Asked, begunAtMs: number): Promise<ReadonlyMap<string, number>> {
    const names = otherNumbers(asked)
    return findNumbers(
      this.readerId,
      begunAtMs > this.readAtMs ? names.filter((name) => !name.startsWith('votes:')) : names,
    )
  }
}

interface Judged {
  begunAtMs: number
  minute: number
  marks: Marks
}
