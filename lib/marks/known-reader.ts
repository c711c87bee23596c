import type { Marks } from '../http/marked-document'
import type { ReaderMarks } from '../reading/reader-marks'
import { type Asked, type AskingPage, judgeAsked, otherNumbers } from './asked'
import { findNumbers } from './find-numbers'

/** About, of an identifier in a set, and of what stands around it all. */
const BYTES_OF_MARK = 100
const BYTES_OF_READER = 500

/** What this process knows of a reader, at one version. */
export class KnownReader {
  readonly bytes: number
  readonly #judged = new WeakMap<Asked, Judged>()
  /** By then this process knew every vote that they gave or took: pages begun later count them. */
  readonly #votedBeforeMs: number
  /** Votes of pages that were begun before. */
  readonly #counted: WeakMap<Asked, Counted>

  /** @param readAtMs when it was read, at the latest: whatever made this version was committed before @param before the version before, if it is known */
  constructor(
    readonly id: string,
    private readonly marks: ReaderMarks,
    readAtMs: number,
    before: KnownReader | undefined,
  ) {
    const { votes, saved, dismissed, visits } = marks
    this.bytes = BYTES_OF_READER + BYTES_OF_MARK * (votes.size + saved.size + dismissed.size + visits.size)
    const sameVotes = before?.marks.votesVersion === marks.votesVersion ? before : undefined
    this.#votedBeforeMs = sameVotes ? sameVotes.#votedBeforeMs : readAtMs
    this.#counted = sameVotes ? sameVotes.#counted : new WeakMap()
  }

  get version(): string {
    return this.marks.version
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
    const own = otherNumbers(asked).filter((name) => !isVotes(name))
    const found = await Promise.all([findNumbers(this.id, own), this.#votesOf(asked, begunAtMs)])
    const marks: Marks = { held, numbers: new Map([numbers, ...found].flatMap((some) => [...some])) }
    this.#judged.set(asked, { begunAtMs, minute, marks })
    return marks
  }

  /** The votes of a page that may have been begun before this reader gave or took one of them; otherwise the page tells them. */
  async #votesOf(asked: Asked, begunAtMs: number): Promise<ReadonlyMap<string, number>> {
    if (begunAtMs > this.#votedBeforeMs) return NONE
    const known = this.#counted.get(asked)
    if (known?.begunAtMs === begunAtMs) return known.votes
    const votes = await findNumbers(this.id, otherNumbers(asked).filter(isVotes))
    this.#counted.set(asked, { begunAtMs, votes })
    return votes
  }
}

const NONE: ReadonlyMap<string, number> = new Map()

const isVotes = (name: string) => name.startsWith('votes:')

interface Counted {
  begunAtMs: number
  votes: ReadonlyMap<string, number>
}

interface Judged {
  begunAtMs: number
  minute: number
  marks: Marks
}
