import { createHash } from 'node:crypto'
import { createReadStream, type ReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { InputError } from '../errors'

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

/**
 * The lines of a bulk file, unpacked when it is gzip.
 * @param onBytes told how many bytes of the file were read so far
 * @throws InputError in the midst when the file is damaged
 */
export async function* linesOf({ path, isGzip }: BulkFile, onBytes: (bytes: number) => void): AsyncGenerator<string> {
  const source: ReadStream = createReadStream(path)
  source.on('data', () => onBytes(source.bytesRead))
  const unpacked = isGzip ? source.pipe(createGunzip()) : source
  const broken = new Promise<never>((_, reject) => {
    for (const stream of [source, unpacked]) stream.once('error', reject)
  })
  broken.catch(() => {})
  const lines = createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await Promise.race([lines.next(), broken])
      if (done) return
      yield value
    }
  } catch (error) {
    throw new InputError(`${path} is damaged: ${(error as Error).message}. What stands before the damage is stored.`, {
      cause: error,
    })
  } finally {
    source.destroy()
  }
}
