import { Prisma } from '@/generated/prisma/client'
import { db } from '../database/client'
import { paths } from '../paths'
import { holdDigests } from './hold-digests'

/** Does away with a reader's personal list, all that was learned for it, and its digests. Done twice, it changes nothing the second time. */
export async function endPersonalList(readerId: string, now: Date): Promise<void> {
  await db().$transaction(async (tx) => {
    const list = await tx.personalList.findUnique({ where: { readerId }, select: { key: true } })
    if (!list) return
    await holdDigests(tx, Prisma.sql`reader_id = ${readerId}`)
    await tx.subscription.updateMany({
      where: { readerId, view: { startsWith: paths.personalList(list.key) }, state: { not: 'unsubscribed' } },
      data: { state: 'unsubscribed', unsubscribedAt: now, nextDueAt: null },
    })
    await tx.personalList.delete({ where: { readerId } })
  })
}
