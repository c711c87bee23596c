import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { choose, type Marks, numberText, type Part } from '../marked-document'
import { Blocks, GZIP_HEADER, type Place } from './blocks'
import { crcChange } from './crc-change'
import { padded, piecesFor } from './slots'

const LAST_BLOCK = Buffer.from([3, 0])
const TRAILER_BYTES = 8

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
  /** The last that stood in each slot. */
  readonly #fillings = new Map<Place, Filling>()

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

  /** Compresses a page in short turns of the event loop. @throws RangeError for a spot of more than the 65,535 bytes of a stored block */
  static async make(parts: readonly Part[]): Promise<ReaderPage> {
    const blocks = new Blocks(piecesFor(parts))
    while (blocks.compressSome()) await new Promise((resolve) => setImmediate(resolve))
    const { places, plain } = blocks
    const checksum = crc32(plain)
    const whole = Buffer.concat([GZIP_HEADER, ...blocks.done, LAST_BLOCK, trailer(checksum, plain.byteLength)])
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
    let { checksum, tag } = this
    for (const { place, text } of changed) {
      const { after, change } = this.#changeTo(place, text)
      after.copy(bytes, place.at)
      checksum ^= change
      tag += ` ${place.at} ${text}`
    }
    bytes.writeUInt32LE(checksum >>> 0, bytes.byteLength - TRAILER_BYTES)
    return { bytes, etag: `"${createHash('sha1').update(tag).digest('base64url')}"` }
  }

  /** What a slot becomes, and what that makes of the checksum: once, of what many readers see there. */
  #changeTo(place: Place, text: string): Filling {
    const known = this.#fillings.get(place)
    if (known?.text === text) return known
    const after = Buffer.from(padded(text, place.slot.bytes))
    const filling = { text, after, change: crcChange(place.bytes, after, place.shift) }
    this.#fillings.set(place, filling)
    return filling
  }
}

interface Filling {
  text: string
  after: Buffer
  change: number
}

function addTo(places: Map<string, Place[]>, name: string, place: Place): void {
  const known = places.get(name)
  if (known) known.push(place)
  else places.set(name, [place])
}

function trailer(checksum: number, length: number): Buffer {
  const bytes = Buffer.alloc(TRAILER_BYTES)
  bytes.writeUInt32LE(checksum, 0)
  bytes.writeUInt32LE(length % 2 ** 32, 4)
  return bytes
}
