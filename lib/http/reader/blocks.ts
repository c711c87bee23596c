import { constants, deflateRawSync } from 'node:zlib'
import { shiftBy } from './crc-change'
import { type Piece, padded, type Slot } from './slots'

export const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])

/**
 * How far back a stretch may refer to what stands before it. Deflate would look twice as far (RFC 1951, 2), but reads all of it at the
 * beginning of each stretch: four entries of a list are enough to know their markup by.
 */
const LOOK_BACK = 16 * 1024
/** Stretches of one turn of the event loop: half a millisecond, about. */
const AT_ONCE = 20
/** Stands in slots while the rest is compressed: no byte of UTF-8, so that nothing refers to what will be replaced. */
const NO_TEXT = 0xff
/** Length and its complement of the empty stored block that a flushed stretch ends with. */
const EMPTY_LENGTH_BYTES = 4

/** A slot in the compressed page. */
export interface Place {
  slot: Slot
  /** Where its bytes begin. */
  at: number
  /** Of the bytes behind it, for the checksum. */
  shift: number
  /** What stands in it as long as nothing holds. */
  bytes: Buffer
}

/**
 * The blocks of a compressed page, made from its beginning to its end: stretches of text that may refer back to each other over slots, and
 * each slot in a stored block (RFC 1951, 3.2.4), which takes the place of the empty one that a flushed stretch ends with.
 */
export class Blocks {
  readonly plain: Buffer
  readonly places: Place[] = []
  readonly done: Buffer[] = []
  readonly #covered: Buffer
  #next = 0
  #plainAt = 0
  #at = GZIP_HEADER.byteLength

  constructor(private readonly pieces: readonly Piece[]) {
    this.plain = Buffer.concat(pieces.map((piece) => Buffer.from(defaultText(piece))))
    this.#covered = Buffer.from(this.plain)
  }

  /** Does a short piece of the work. Together they take longer beside the event loop, since each is so short. @returns whether more is left */
  compressSome(): boolean {
    const end = Math.min(this.#next + AT_ONCE, this.pieces.length)
    for (; this.#next < end; this.#next++) {
      const piece = this.pieces[this.#next] as Piece
      if (typeof piece === 'string') this.#stretch(Buffer.from(piece))
      else this.#slot(piece)
    }
    return this.#next < this.pieces.length
  }

  #stretch(bytes: Buffer): void {
    const before = this.#covered.subarray(Math.max(0, this.#plainAt - LOOK_BACK), this.#plainAt)
    const dictionary = before.byteLength > 0 ? { dictionary: before } : {}
    const block = deflateRawSync(bytes, { ...dictionary, level: 6, finishFlush: constants.Z_SYNC_FLUSH })
    const isBeforeSlot = typeof this.pieces[this.#next + 1] === 'object'
    this.#push(isBeforeSlot ? block.subarray(0, -EMPTY_LENGTH_BYTES) : block)
    this.#plainAt += bytes.byteLength
  }

  #slot(slot: Slot): void {
    const bytes = Buffer.from(defaultText(slot))
    const isBehindStretch = typeof this.pieces[this.#next - 1] === 'string'
    if (!isBehindStretch) this.#push(Buffer.of(0))
    const length = Buffer.alloc(EMPTY_LENGTH_BYTES)
    length.writeUInt16LE(bytes.byteLength)
    length.writeUInt16LE(~bytes.byteLength & 0xffff, 2)
    this.#push(length)
    const end = this.#plainAt + bytes.byteLength
    this.places.push({ slot, at: this.#at, shift: shiftBy(this.plain.byteLength - end), bytes })
    this.#push(bytes)
    this.#covered.fill(NO_TEXT, this.#plainAt, end)
    this.#plainAt = end
  }

  #push(bytes: Buffer): void {
    this.done.push(bytes)
    this.#at += bytes.byteLength
  }
}

const defaultText = (piece: Piece) => (typeof piece === 'string' ? piece : padded(piece.no, piece.bytes))
