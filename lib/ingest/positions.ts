import { db } from '../database/client'

/** How far a long piece of work was stored (lines of a file, minutes of a history); null: at its beginning. */
export async function findPosition(key: string): Promise<number | null> {
  return (await db().importPosition.findUnique({ where: { fingerprint: key } }))?.lines ?? null
}

/** Notes how far it is. To be called after what lies before is stored. */
export async function notePosition(key: string, at: number, now: Date): Promise<void> {
  const position = { lines: at, updatedAt: now }
  await db().importPosition.upsert({
    where: { fingerprint: key },
    create: { fingerprint: key, ...position },
    update: position,
  })
}

/** Notes that it is through: the next time it begins anew. */
export async function forgetPositions(keys: string[]): Promise<void> {
  await db().importPosition.deleteMany({ where: { fingerprint: { in: keys } } })
}
