import { mkdir } from 'node:fs/promises'
import type { Connection } from '@lancedb/lancedb'
import { config } from '../../config'
import { log } from '../../log'

/** What the engine may keep in memory of indexes and of files; left to itself it takes gigabytes. */
const INDEX_CACHE_BYTES = 128n * 1024n * 1024n
const METADATA_CACHE_BYTES = 32n * 1024n * 1024n

export type Lance = typeof import('@lancedb/lancedb')

export interface OpenLance {
  lance: Lance
  connection: Connection
}

const held = globalThis as { broadsheetLance?: Map<string, Promise<OpenLance | null>> }

/**
 * The folder (or bucket) of indexes, opened once a process. The engine is native and large, so it is loaded only when it is needed.
 * Null where there is no build of it for this machine: then the database answers every search.
 */
export function openLance(url: string = config().searchUrl): Promise<OpenLance | null> {
  held.broadsheetLance ??= new Map()
  const opened = held.broadsheetLance.get(url) ?? open(url)
  held.broadsheetLance.set(url, opened)
  return opened
}

async function open(url: string): Promise<OpenLance | null> {
  const lance = await import('@lancedb/lancedb').catch((error: Error) => {
    log.info(
      { reason: error.message.split('\n')[0] },
      'there is no search engine for this machine: the database answers',
    )
    return null
  })
  if (!lance) return null
  if (!url.includes('://')) await mkdir(url, { recursive: true })
  const caches = new lance.Session(INDEX_CACHE_BYTES, METADATA_CACHE_BYTES)
  return { lance, connection: await lance.connect(url, {}, caches) }
}
