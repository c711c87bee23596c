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

/** As it is stored, in one column: taking two of each candidate costs a search half as much again. Little-endian: both counts, the codes, the id. */
export function packRanked(id: string, title: readonly string[], abstract: readonly string[]): Buffer {
  const words = [...title, ...abstract]
  const packed = Buffer.alloc(COUNTS + 4 * words.length + Buffer.byteLength(id))
  packed.writeUInt32LE(title.length, 0)
  packed.writeUInt32LE(abstract.length, 4)
  for (const [at, stem] of words.entries()) packed.writeUInt32LE(codeOf(stem), COUNTS + 4 * at)
  packed.write(id, COUNTS + 4 * words.length)
  return packed
}

/** The reverse of `packRanked`, of many. @throws RangeError for what it did not make */
export function unpackRanked(packed: readonly Uint8Array[]): RankedPaper[] {
  // Copied: the bytes may lie anywhere, and a view needs them aligned. Into one piece, since making a piece for each costs more than the copies.
  // Every machine that this runs on is little-endian.
  const bytes = Buffer.alloc(packed.reduce((sum, { length }) => sum + aligned(length), 0))
  const words = new Uint32Array(bytes.buffer)
  let next = 0
  return packed.map((one) => {
    const at = next
    next += aligned(one.length)
    bytes.set(one, at)
    const title = (at + COUNTS) / 4
    const abstract = title + (words[at / 4] ?? 0)
    const end = abstract + (words[at / 4 + 1] ?? 0)
    if (one.length < COUNTS || 4 * end > at + one.length) throw new RangeError('this is no packed paper')
    return {
      id: bytes.toString('utf8', 4 * end, at + one.length),
      codes: { title: words.subarray(title, abstract), abstract: words.subarray(abstract, end) },
    }
  })
}

const aligned = (length: number) => 4 * Math.ceil(length / 4)

const COUNTS = 8
