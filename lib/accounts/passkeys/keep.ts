import { db } from '../../database/client'
import { log } from '../../log'

/** A passkey as its reader sees it. */
export interface ListedPasskey {
  id: string
  name: string
  createdAt: Date
  usedAt: Date | null
}

/** The reader's passkeys, the newest first. */
export const listPasskeys = (readerId: string): Promise<ListedPasskey[]> =>
  db().passkey.findMany({
    where: { readerId },
    select: { id: true, name: true, createdAt: true, usedAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  })

/** Gives a passkey of this reader another name. */
export async function namePasskey(readerId: string, id: string, name: string): Promise<void> {
  await db().passkey.updateMany({ where: { id, readerId }, data: { name } })
}

/** Takes a passkey of this reader away; sessions that it began go on. */
export async function removePasskey(readerId: string, id: string): Promise<void> {
  const { count } = await db().passkey.deleteMany({ where: { id, readerId } })
  if (count > 0) log.info({ event: 'passkey removed', reader: readerId })
}
