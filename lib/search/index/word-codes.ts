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

/** The reverse of `packRanked`. @throws RangeError for what it did not make */
export function unpackRanked(packed: Uint8Array): RankedPaper {
  const bytes = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength)
  const titleWords = bytes.readUInt32LE(0)
  const idAt = COUNTS + 4 * (titleWords + bytes.readUInt32LE(4))
  if (idAt > bytes.length) throw new RangeError('this is no packed paper')
  // Copied: the bytes may lie anywhere, and a view needs them aligned. Every machine that this runs on is little-endian.
  const codes = new Uint32Array(new Uint8Array(bytes.subarray(COUNTS, idAt)).buffer)
  return {
    id: bytes.toString('utf8', idAt),
    codes: { title: codes.subarray(0, titleWords), abstract: codes.subarray(titleWords) },
  }
}

const COUNTS = 8
