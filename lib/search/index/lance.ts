import { mkdir } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Connection } from '@lancedb/lancedb'
import { config } from '../../config'
import { UpstreamError } from '../../errors'
import { log } from '../../log'
import type { SearchPlace } from '../../search-place'
import { within } from '../../within'
import { faultIn } from './engine-fault'

/** What the engine may keep in memory of indexes and of files; left to itself it takes gigabytes. */
const INDEX_CACHE_BYTES = 128n * 1024n * 1024n
const METADATA_CACHE_BYTES = 32n * 1024n * 1024n

/** A bucket or a shared folder can hang for minutes: a reader waits no longer than this. */
const AWAY_MS = 5_000

export type Lance = typeof import('@lancedb/lancedb')

export interface OpenLance {
  lance: Lance
  connection: Connection
}

const held = globalThis as { broadsheetLance?: Map<string, Promise<OpenLance | null>> }

/**
 * The folder (or bucket) of indexes, opened once a process. The engine is native and large, so it is loaded only when it is needed.
 * A bucket that could not be reached is tried again at the next call. Null where there is no build of it for this machine: then the
 * database answers every search.
 * @param anew though it is open: with nothing of what the engine keeps of it in memory
 */
export function openLance({ anew = false } = {}): Promise<OpenLance | null> {
  const place = config().search
  held.broadsheetLance ??= new Map()
  const known = held.broadsheetLance
  const opened = (anew ? null : known.get(place.url)) ?? open(place)
  known.set(place.url, opened)
  opened.catch(() => known.delete(place.url))
  return opened
}

async function open({ url, access }: SearchPlace): Promise<OpenLance | null> {
  const lance = await import('@lancedb/lancedb').catch((error: Error) => {
    log.info(
      { reason: error.message.split('\n')[0] },
      'there is no search engine for this machine: the database answers',
    )
    return null
  })
  if (!lance) return null
  if (isAbsolute(url)) await mkdir(url, { recursive: true })
  const caches = new lance.Session(INDEX_CACHE_BYTES, METADATA_CACHE_BYTES)
  const connection = await lance.connect(url, { storageOptions: access }, caches).catch((error: Error) => {
    // Without its cause, which would bring the bucket's whole answer, with the name of the key, into logs.
    throw new UpstreamError(`${url} cannot be reached (${faultIn(error)})`)
  })
  return { lance, connection }
}

/** What the engine answers to a reader. @throws LateError when it hangs */
export const inTime = <T>(asked: Promise<T>): Promise<T> => within(AWAY_MS, asked)
