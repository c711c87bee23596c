/** A paper's words in order, each as a code of 32 bits: short to keep, quick to compare. Of 3 million words a pair shares a code by chance in one of 1,400 words. */
export interface WordCodes {
  title: Uint32Array
  abstract: Uint32Array
}

/** FNV-1a over UTF-16 units. */
export function codeOf(stem: string): number {
  let code = 0x811c9dc5
  for (let at = 0; at < stem.length; at += 1) code = Math.imul(code ^ stem.charCodeAt(at), 0x01000193)
  return code >>> 0
}

/** What ranking reads of a paper. */
export interface RankedPaper {
  id: string
  codes: WordCodes
}

/**
 * As it is stored, in one column: taking two of each candidate costs a search half as much again. Little-endian: both counts, the codes, the
 * id, and zeros up to a multiple of four, so that papers that lie one after another can be looked at where they lie.
 */
export function packRanked(id: string, title: readonly string[], abstract: readonly string[]): Buffer {
  const words = [...title, ...abstract]
  const packed = Buffer.alloc(aligned(COUNTS + 4 * words.length + Buffer.byteLength(id)))
  packed.writeUInt32LE(title.length, 0)
  packed.writeUInt32LE(abstract.length, 4)
  for (const [at, stem] of words.entries()) packed.writeUInt32LE(codeOf(stem), COUNTS + 4 * at)
  packed.write(id, COUNTS + 4 * words.length)
  return packed
}

/**
 * The reverse of `packRanked`. The codes are a view of these bytes, since copies bring on a collection of garbage every few dozen searches;
 * bytes that do not begin at a multiple of four are copied. Every machine that this runs on is little-endian.
 * @throws RangeError for what it did not make
 */
export function unpackRanked(packed: Uint8Array): RankedPaper {
  const { buffer, byteOffset, byteLength } = packed.byteOffset % 4 === 0 ? packed : new Uint8Array(packed)
  if (byteLength < COUNTS || byteLength % 4 !== 0) throw new RangeError('this is no packed paper')
  const words = new Uint32Array(buffer, byteOffset, byteLength / 4)
  const abstractAt = 2 + (words[0] as number)
  const idAt = abstractAt + (words[1] as number)
  if (idAt > words.length) throw new RangeError('this is no packed paper')
  return {
    id: Buffer.from(buffer, byteOffset + 4 * idAt, byteLength - 4 * idAt)
      .toString()
      .replace(/\0+$/, ''),
    codes: { title: words.subarray(2, abstractAt), abstract: words.subarray(abstractAt, idAt) },
  }
}

const aligned = (length: number) => 4 * Math.ceil(length / 4)

const COUNTS = 8
