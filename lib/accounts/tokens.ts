import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { keysFor } from '../secret'

/** A secret that opens something: 256 random bits, 43 characters that are safe in cookies and addresses. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token. It needs no key and no salt: nobody guesses 256 bits. */
export const tokenHash = (token: string): Uint8Array<ArrayBuffer> => new Uint8Array(hash('sha256', token, 'buffer'))

/**
 * What is kept of something short enough to be guessed, such as a typed code: an HMAC under the newest key, so that rows of
 * the database alone do not give it away.
 * @param purpose a constant; a hash made for one purpose never matches for another
 */
export const keyedHash = (purpose: string, text: string): Uint8Array<ArrayBuffer> =>
  hashUnder(keysFor(purpose)[0], text)

/** The same under every key that is still accepted, newest first: while `SECRET` is rotated there are two. */
export const keyedHashes = (purpose: string, text: string): Uint8Array<ArrayBuffer>[] =>
  keysFor(purpose).map((key) => hashUnder(key, text))

/** Whether two hashes are the same, in a time that does not tell how much of them is. */
export const sameHash = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)

const hashUnder = (key: Buffer, text: string) => new Uint8Array(createHmac('sha256', key).update(text).digest())
