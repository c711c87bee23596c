import { db } from '../database/client'
import { type Seal, seal, unseal } from '../sealed'
import { UUID_OCTETS, uuidOctets, uuidOf } from '../uuid'

const STOP: Seal = { purpose: 'link comments', claimOctets: UUID_OCTETS, macOctets: 32 }

/** A token with which whoever has a mail about comments stops such mails for its reader; it never expires, and does nothing else. */
export const signStop = (readerId: string): string => seal(STOP, uuidOctets(readerId))

/** Whose mails a token stops; null: this house did not sign it. */
export function readStop(token: string): string | null {
  const claims = unseal(STOP, token)
  return claims && uuidOf(claims)
}

/** Whether answers and mentions are mailed to a reader; false when there is none. */
export async function wantsCommentMails(readerId: string): Promise<boolean> {
  const row = await db().reader.findUnique({ where: { id: readerId }, select: { commentMails: true } })
  return row?.commentMails ?? false
}

/** Has answers and mentions mailed to a reader, or not; then also none that waits. Done twice, it changes nothing more. */
export async function setCommentMails(readerId: string, isWanted: boolean): Promise<void> {
  await db().$transaction(async (tx) => {
    await tx.reader.updateMany({ where: { id: readerId }, data: { commentMails: isWanted } })
    if (isWanted) return
    await tx.$executeRaw`
      delete from deliveries where kind = 'comment' and state = 'queued' and content ->> 'reader' = ${readerId}`
  })
}
