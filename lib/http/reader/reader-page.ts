import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'
import { choose, type Marks, numberText, type Part } from '../marked-document'
import { crcChange, shiftBy } from './crc-change'
import { type Piece, padded, piecesFor, type Slot } from './slots'

/** How far back deflate looks (RFC 1951, 2). */
const WINDOW = 32 * 1024
/** Stands in slots while the rest is compressed: no byte of UTF-8, so that nothing refers to what will be replaced. */
const NO_TEXT = 0xff
const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff])
const LAST_BLOCK = Buffer.from([3, 0])
const TRAILER_BYTES = 8

interface Place {
  slot: Slot
  /** Where its bytes begin in the compressed page. */
  at: number
  /** Of the bytes behind it, for the checksum. */
  shift: number
  /** What stands in it as long as nothing holds. */
  bytes: Buffer
}

interface Change {
  place: Place
  text: string
}

/**
 * The page of signed-in readers, compressed once. Every slot has its fixed place and length and stands uncompressed in a block of its
 * own (a stored block, RFC 1951, 3.2.4), so a reader's page is a copy of these bytes with some of them replaced, and a checksum
 * that follows from what was replaced.
 */
export class ReaderPage {
  readonly #byMark = new Map<string, Place[]>()
  readonly #byNumber = new Map<string, Place[]>()
  readonly #spots: Place[] = []

  private constructor(
    private readonly compressed: Buffer,
    private readonly checksum: number,
    private readonly tag: string,
    places: readonly Place[],
  ) {
    for (const place of places) {
      const { slot } = place
      if ('mark' in slot) addTo(this.#byMark, slot.mark, place)
      else if ('number' in slot) addTo(this.#byNumber, slot.number.of, place)
      else this.#spots.push(place)
    }
  }

  get bytes(): number {
    return this.compressed.byteLength
  }

  /** Compresses a page beside the event loop. @throws RangeError for a spot of more than the 65,535 bytes of a stored block */
  static async make(parts: readonly Part[]): Promise<ReaderPage> {
    const pieces = piecesFor(parts)
    const plain = Buffer.concat(pieces.map((piece) => Buffer.from(defaultText(piece))))
    const blocks: Buffer[] = [GZIP_HEADER]
    const places: Place[] = []
    const covered = Buffer.from(plain)
    let [plainAt, at] = [0, GZIP_HEADER.byteLength]
    for (const piece of pieces) {
      const bytes = Buffer.from(defaultText(piece))
      const end = plainAt + bytes.byteLength
      const block =
        typeof piece === 'string'
          ? await compressed(bytes, covered.subarray(Math.max(0, plainAt - WINDOW), plainAt))
          : stored(bytes)
      if (typeof piece !== 'string') {
        covered.fill(NO_TEXT, plainAt, end)
        places.push({
          slot: piece,
          at: at + block.byteLength - bytes.byteLength,
          shift: shiftBy(plain.byteLength - end),
          bytes,
        })
      }
      blocks.push(block)
      at += block.byteLength
      plainAt = end
    }
    const checksum = crc32(plain)
    const whole = Buffer.concat([...blocks, LAST_BLOCK, trailer(checksum, plain.byteLength)])
    return new ReaderPage(whole, checksum, createHash('sha1').update(whole).digest('base64url'), places)
  }

  /** The page of one reader, who is signed in, as gzip, and its strong tag; null when a number has outgrown its slot. */
  fill(marks: Marks): { bytes: Buffer; etag: string } | null {
    const free = [...this.#numbers(marks), ...this.#wholeSpots(marks)]
    const isTooLong = free.some(({ place, text }) => Buffer.byteLength(text) > place.slot.bytes)
    if (isTooLong) return null
    const changed = [...this.#choices(marks), ...free].toSorted((a, b) => a.place.at - b.place.at)
    return changed.length > 0 ? this.#with(changed) : { bytes: this.compressed, etag: `"${this.tag}"` }
  }

  #choices(marks: Marks): Change[] {
    const places = [...marks.held].flatMap((mark) => this.#byMark.get(mark) ?? [])
    return places.flatMap((place) => ('yes' in place.slot ? { place, text: place.slot.yes } : []))
  }

  /** Those that are not what they were when the page was made. */
  #numbers(marks: Marks): Change[] {
    const changes: Change[] = []
    for (const name of marks.numbers.keys()) {
      for (const place of this.#byNumber.get(name) ?? []) {
        const text = 'number' in place.slot ? numberText(place.slot.number, marks) : ''
        if (text !== place.slot.no) changes.push({ place, text })
      }
    }
    return changes
  }

  #wholeSpots(marks: Marks): Change[] {
    return this.#spots.flatMap((place) => {
      const text = 'spot' in place.slot ? choose([place.slot.spot], marks) : ''
      return text === place.slot.no ? [] : { place, text }
    })
  }

  #with(changed: readonly Change[]): { bytes: Buffer; etag: string } {
    const bytes = Buffer.from(this.compressed)
    const tag = createHash('sha1').update(this.tag)
    let { checksum } = this
    for (const { place, text } of changed) {
      const after = Buffer.from(padded(text, place.slot.bytes))
      after.copy(bytes, place.at)
      checksum ^= crcChange(place.bytes, after, place.shift)
      tag.update(`${place.at} ${text}`)
    }
    bytes.writeUInt32LE(checksum >>> 0, bytes.byteLength - TRAILER_BYTES)
    return { bytes, etag: `"${tag.digest('base64url')}"` }
  }
}

function addTo(places: Map<string, Place[]>, name: string, place: Place): void {
  const known = places.get(name)
  if (known) known.push(place)
  else places.set(name, [place])
}

const defaultText = (piece: Piece) => (typeof piece === 'string' ? piece : padded(piece.no, piece.bytes))

/** Blocks that end at a whole byte and may refer back to what stands before them. */
function compressed(bytes: Buffer, before: Buffer): Promise<Buffer> {
  const dictionary = before.byteLength > 0 ? { dictionary: before } : {}
  return promisify<Buffer, object, Buffer>(deflateRaw)(bytes, {
    ...dictionary,
    level: 6,
    finishFlush: constants.Z_SYNC_FLUSH,
  })
}

function stored(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head.writeUInt16LE(bytes.byteLength, 1)
  head.writeUInt16LE(~bytes.byteLength & 0xffff, 3)
  return Buffer.concat([head, bytes])
}

function trailer(checksum: number, length: number): Buffer {
  const bytes = Buffer.alloc(TRAILER_BYTES)
  bytes.writeUInt32LE(checksum, 0)
  bytes.writeUInt32LE(length % 2 ** 32, 4)
  return bytes
}
