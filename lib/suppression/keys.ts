import { createHmac } from 'node:crypto'
import { Prisma } from '@/generated/prisma/client'
import { keysFor } from '../secret'

const PURPOSE = 'suppression'
/** Of SHA-256, for HMAC (RFC 2104). */
const BLOCK_BYTES = 64

/**
 * What the suppression list knows an address by: an HMAC under a key of this house, so that the list tells nobody who stands
 * on it and outlives the accounts.
 * @param address as `EmailAddress` gives it
 */
export const recipientKey = (address: string): Uint8Array<ArrayBuffer> => hmac(keysFor(PURPOSE)[0], address)

/** The same under every secret that is still accepted, newest first. */
export const recipientKeys = (address: string): Uint8Array<ArrayBuffer>[] =>
  keysFor(PURPOSE).map((key) => hmac(key, address))

/** SQL for `recipientKey` of a column: PostgreSQL has SHA-256 built in, and HMAC is two of them. */
export const recipientKeySql = (address: Prisma.Sql): Prisma.Sql => hmacSql(keysFor(PURPOSE)[0], address)

/** SQL for `recipientKeys` of a column, as a list. */
export const recipientKeysSql = (address: Prisma.Sql): Prisma.Sql =>
  Prisma.join(keysFor(PURPOSE).map((key) => hmacSql(key, address)))

function hmac(key: Buffer, text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHmac('sha256', key).update(text).digest())
}

function hmacSql(key: Buffer, text: Prisma.Sql): Prisma.Sql {
  const [inner, outer] = [0x36, 0x5c].map((pad) => masked(key, pad))
  return Prisma.sql`sha256(${outer}::bytea || sha256(${inner}::bytea || convert_to(${text}, 'UTF8')))`
}

function masked(key: Buffer, pad: number): Uint8Array {
  return Uint8Array.from({ length: BLOCK_BYTES }, (_, index) => (key[index] ?? 0) ^ pad)
}
