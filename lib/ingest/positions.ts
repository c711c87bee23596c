import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { prepared } from '../database/prepared'
import type { Ask } from '../database/transaction'

/** How far a long piece of work was stored (lines of a file, minutes of a history); null: at its beginning. */
export async function findPosition(key: string): Promise<number | null> {
  return (await db().importPosition.findUnique({ where: { fingerprint: key } }))?.lines ?? null
}

/**
 * Notes how far it is: after what lies before is stored, or with it.
 * @param ask of the transaction that stores it
 */
export async function notePosition(key: string, at: number, now: Date, ask: Ask = prepared): Promise<void> {
  await ask(
    'note position',
    Prisma.sql`
    insert into import_positions (fingerprint, lines, updated_at) values (${key}, ${at}, ${now})
    on conflict (fingerprint) do update set lines = excluded.lines, updated_at = excluded.updated_at`,
  )
}

/** Notes that it is through: the next time it begins anew. */
export async function forgetPositions(keys: string[]): Promise<void> {
  await db().importPosition.deleteMany({ where: { fingerprint: { in: keys } } })
}
