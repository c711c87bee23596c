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

/** As they are stored: little-endian, how many the title has first. */
export function packCodes(title: readonly string[], abstract: readonly string[]): Buffer {
  const packed = Buffer.alloc(4 * (1 + title.length + abstract.length))
  packed.writeUInt32LE(title.length, 0)
  for (const [at, stem] of [...title, ...abstract].entries()) packed.writeUInt32LE(codeOf(stem), 4 * (at + 1))
  return packed
}

/** The reverse of `packCodes`. @throws RangeError for what it did not make */
export function unpackCodes(packed: Uint8Array): WordCodes {
  if (packed.length < 4 || packed.length % 4 !== 0) throw new RangeError('these are no word codes')
  // Copied: the bytes may lie anywhere, and a view needs them aligned. Every machine that this runs on is little-endian.
  const codes = new Uint32Array(packed.slice().buffer)
  const titleWords = codes[0] as number
  if (titleWords > codes.length - 1) throw new RangeError('these are no word codes')
  return { title: codes.subarray(1, 1 + titleWords), abstract: codes.subarray(1 + titleWords) }
}
