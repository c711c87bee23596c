import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { log } from '../log'
import { keysFor } from '../secret'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Encrypts what must be read again (AES-256-GCM under the newest key of this purpose): nonce, tag, text.
 * @param owner bound into it: sealed for one owner, it cannot be opened as another's
 */
export function seal(purpose: string, owner: string, text: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keysFor(purpose)[0], nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(text), cipher.final()])
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]))
}

/**
 * Opens it again, under any key that is still accepted.
 * @returns null, with a line in the log, when no key fits: the secret is another one, or the row was changed
 */
export function unseal(purpose: string, owner: string, box: Uint8Array): Buffer | null {
  for (const key of keysFor(purpose)) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(box.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(box.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
    } catch {
      // Not this key's; the next one may fit.
    }
  }
  log.warn({ event: 'what was sealed does not open', purpose, owner, hint: 'was SECRET replaced?' })
  return null
}
