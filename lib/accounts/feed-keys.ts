import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { isAdmitted } from '../entrance/admitted'
import { newToken, tokenHash } from './tokens'

/** Makes the key with which a reader's own programs read feeds; the one before opens nothing any more. It is told this once. */
export async function makeFeedKey(readerId: string, now: Date): Promise<string> {
  const key = newToken()
  const row = { keyHash: tokenHash(key), createdAt: now }
  await db().feedKey.upsert({ where: { readerId }, create: { readerId, ...row }, update: row })
  return key
}

/** Takes the key back. Without one nothing happens. */
export async function endFeedKey(readerId: string): Promise<void> {
  await db().feedKey.deleteMany({ where: { readerId } })
}

/** When the reader's key was made; null: there is none. */
export async function feedKeySince(readerId: string): Promise<Date | null> {
  return (await db().feedKey.findUnique({ where: { readerId }, select: { createdAt: true } }))?.createdAt ?? null
}

/** Whose key this is, when they belong to the site; null: nobody's. One query by unique index. */
export async function findKeyHolder(key: string): Promise<string | null> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    select r.id from feed_keys k join readers r on r.id = k.reader_id
    where k.key_hash = ${tokenHash(key)} and ${isAdmitted(Prisma.sql`r.email`)}`
  return rows[0]?.id ?? null
}
