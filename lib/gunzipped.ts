import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, type Gunzip } from 'node:zlib'

/**
 * What a gzip stream holds. A failing disk and a damaged file are met by whoever reads it, and by nobody else: a reader
 * that leaves early never ends the process, although zlib may tell of the damage only after that.
 */
export function gunzipped(source: Readable): Gunzip {
  const unpacked = createGunzip()
  unpacked.on('error', () => {})
  pipeline(source, unpacked).catch(() => {})
  return unpacked
}
