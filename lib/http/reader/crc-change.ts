import { crc32 } from 'node:zlib'

/** The polynomial of CRC-32 as gzip counts it (RFC 1952, 8), its bits in reverse. */
const POLYNOMIAL = 0xedb88320
const ONE = 0x80000000

/** x to the power of 2, 4, 8, … modulo the polynomial, by squaring. */
const SQUARES = [ONE >>> 1]
for (let k = 0; k < 31; k++) SQUARES.push(product(SQUARES[k] ?? 0, SQUARES[k] ?? 0))

/** What so many bytes behind it make of a checksum: a factor for `crcChange`. */
export function shiftBy(bytes: number): number {
  let shift = ONE
  for (let k = 3, left = bytes; left > 0; k++, left >>>= 1) if (left & 1) shift = product(SQUARES[k] ?? 0, shift)
  return shift
}

/**
 * How the checksum of a text changes when one spot of it does: to be combined with it by exclusive or, in any order with others.
 * CRC-32 is linear, so the rest of the text need not be read again.
 * @param shift `shiftBy` of the bytes behind the spot
 */
export function crcChange(before: Buffer, after: Buffer, shift: number): number {
  return product((crc32(before) ^ crc32(after)) >>> 0, shift)
}

/** The product of two polynomials over two elements, modulo that of the checksum. */
function product(a: number, b: number): number {
  let [sum, factor] = [0, b]
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if (a & bit) sum ^= factor
    factor = factor & 1 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1
  }
  return sum >>> 0
}
