import { hkdfSync, randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { config } from './config'
import { makeDataFolder } from './make-folder'
import { remembered } from './remembered'

/** A house has a dozen purposes, and two secrets while one is rotated out. */
const KEPT_KEYS = 64

/**
 * Keys for one purpose, newest first: sign with the first, accept any. Derived from `SECRET` by HKDF (RFC 5869), so that a
 * token made for one purpose is worthless for another.
 * @param purpose a constant such as `unsubscribe`
 * @returns 32 bytes each
 */
export function keysFor(purpose: string): [Buffer, ...Buffer[]] {
  const [newest, ...older] = secrets().map((secret) => keyOf(`${secret}\n${purpose}`))
  if (!newest) throw new Error('there is no secret')
  return [newest, ...older]
}

/** Kept, since a mail is signed in dozens of places. */
const keyOf = remembered(KEPT_KEYS, (secretAndPurpose) => {
  const end = secretAndPurpose.indexOf('\n')
  const [secret, purpose] = [secretAndPurpose.slice(0, end), secretAndPurpose.slice(end + 1)]
  return Buffer.from(hkdfSync('sha256', secret, '', `broadsheet ${purpose}`, 32))
})

function secrets(): string[] {
  return config().secrets ?? [secretIn(config().dataDir)]
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
