import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, config } from './config'
import { makeDataFolder } from './make-folder'
import { remembered } from './remembered'

/**
 * Keys for one purpose, newest first: sign with the first, accept any. Derived from `SECRET` by HKDF (RFC 5869), so that a
 * token made for one purpose is worthless for another.
 * @param purpose a constant such as `unsubscribe`
 * @returns 32 bytes each
 */
export function keysFor(purpose: string): Keys {
  const settings = config()
  const known = kept.get(settings) ?? new Map<string, Keys>()
  kept.set(settings, known)
  const keys = known.get(purpose) ?? keysOf(settings, purpose)
  known.set(purpose, keys)
  return keys
}

type Keys = readonly [Buffer, ...Buffer[]]

/** While the settings are these, since a mail is signed in dozens of places. Purposes are constants, so they are few. */
const kept = new WeakMap<Config, Map<string, Keys>>()

function keysOf({ secrets, dataDir }: Config, purpose: string): Keys {
  const [newest, ...older] = (secrets ?? [secretIn(dataDir)]).map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, '', `broadsheet ${purpose}`, 32)),
  )
  if (!newest) throw new Error('there is no secret')
  return [newest, ...older]
}

/** Read once: it never changes under a running process. */
const secretIn = remembered(1, (dataDir) => keptSecret(dataDir))

/** The secret of this data folder: made at the first call, 256 random bits, readable by its owner only. Safe beside itself. */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret')
  makeDataFolder(dataDir)
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return readFileSync(file, 'utf8').trim()
}
