import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { InputError } from '../errors'
import { gunzipped } from '../gunzipped'

const FINGERPRINT_BYTES = 1_000_000
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b])

export interface BulkFile {
  path: string
  bytes: number
  isGzip: boolean
  /** Names the content, wherever the file lies: of its beginning and its size. */
  fingerprint: string
}

/** Looks at a bulk file. @throws InputError when it cannot be read */
export async function openBulkFile(path: string): Promise<BulkFile> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(`${path} cannot be read (${error.code}).`)
  })
  try {
    const stat = await file.stat()
    if (!stat.isFile()) throw new InputError(`${path} is not a file.`)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(FINGERPRINT_BYTES), 0, FINGERPRINT_BYTES, 0)
    const beginning = buffer.subarray(0, bytesRead)
    return {
      path,
      bytes: stat.size,
      isGzip: beginning.subarray(0, 2).equals(GZIP_MAGIC),
      fingerprint: createHash('sha256').update(beginning).update(String(stat.size)).digest('hex'),
    }
  } finally {
    await file.close()
  }
}

/** No record of arXiv comes near it; a file without line ends must not fill the memory. */
const MAX_LINE_CHARS = 4_000_000

/** What some editors put before the first line. */
const BYTE_ORDER_MARK = /^\ufeff/

/**
 * The lines of a bulk file, unpacked when it is gzip. Keeps no more than one line and one piece of the file in memory.
 * @param onBytes told how many bytes of the file were read so far
 * @throws InputError in the midst when the file is damaged, which says in which line
 */
export async function* linesOf({ path, isGzip }: BulkFile, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const source = createReadStream(path)
  source.on('data', () => onBytes(source.bytesRead))
  const unpacked: Readable = isGzip ? gunzipped(source) : source
  let [done, rest] = [0, '']
  try {
    for await (const piece of unpacked.setEncoding('utf8')) {
      const text = done === 0 && rest === '' ? String(piece).replace(BYTE_ORDER_MARK, '') : rest + String(piece)
      const lines = text.split('\n')
      rest = lines.pop() ?? ''
      yield* lines
      done += lines.length
      if (rest.length > MAX_LINE_CHARS) throw new Error('it is longer than 4 million characters')
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new InputError(`${path} is damaged at line ${(done + 1).toLocaleString('en')}: ${reason}.`, { cause: error })
  } finally {
    source.destroy()
  }
  if (rest !== '') yield rest
}
